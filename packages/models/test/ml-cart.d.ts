declare module "ml-cart" {
  export class DecisionTreeClassifier {
    constructor(options: { readonly maxDepth?: number; readonly minNumSamples?: number });
    train(rows: readonly (readonly number[])[], labels: readonly number[]): void;
    predict(rows: readonly (readonly number[])[]): number[];
    readonly root: { classify(row: readonly number[]): { getRow(index: number): number[] } };
  }
  export class DecisionTreeRegression {
    constructor(options: { readonly maxDepth?: number; readonly minNumSamples?: number });
    train(rows: readonly (readonly number[])[], values: readonly number[]): void;
    predict(rows: readonly (readonly number[])[]): number[];
  }
}

import type { EncodedRows } from "../trees/encode.ts";

/** Encoded rows the other way round, one feature after the other: x of a row at `feature·rows + row`. */
export interface FeatureColumns {
  readonly rows: number;
  readonly values: Float64Array;
}

export function featureColumns({ rows, width, values }: EncodedRows): FeatureColumns {
  const columns = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let feature = 0; feature < width; feature++) {
      columns[feature * rows + row] = values[row * width + feature] as number;
    }
  }
  return { rows, values: columns };
}

// Attributions
export type {
  AttributeOptions,
  TableAttributions,
  TableOptions,
} from "./attributions/attribute.ts";
export { attribute } from "./attributions/attribute.ts";
export { drawBackground } from "./attributions/background.ts";
export type {
  CoverBaseline,
  CoverSource,
  InterventionalOptions,
  PathDependentOptions,
} from "./attributions/game.ts";
export type { FeatureGroups } from "./attributions/groups.ts";
export type { TableInteractions } from "./attributions/interactions.ts";
export { interactions } from "./attributions/interactions.ts";
export { prepareAttribution } from "./attributions/prepare-attribution.ts";
export type { Account, PathDependentResult } from "./attributions/row-accounts.ts";
export type { Engine } from "./attributions/shapley-game.ts";
export type { WorkerOptions, WorkerProgress } from "./workers/share-rows.ts";
export { attributeInWorkers } from "./workers/attribute-in-workers.ts";
export type {
  BatchCounterfactuals,
  BatchOptions,
  BatchProgress,
} from "./workers/counterfactuals-in-workers.ts";
export { counterfactualsInWorkers } from "./workers/counterfactuals-in-workers.ts";
export type { RowCounterfactuals } from "./workers/person-work.ts";
// Classifiers of several classes
export { classOutput } from "./classes/class-output.ts";
export type { Classifier } from "./classes/classifier.ts";
export type { ClassPredictions } from "./classes/predict-classes.ts";
export { predictClasses } from "./classes/predict-classes.ts";
// Models behind a function
export { asBlackBox } from "./black-box/as-black-box.ts";
export type { AskOptions, Predictions, Progress, StopSignal } from "./black-box/ask.ts";
export type {
  BlackBoxAttributeOptions,
  BlackBoxAttribution,
  PlayerAttribution,
} from "./black-box/attribution.ts";
export { attributeBlackBox } from "./black-box/attribute.ts";
export type { BlackBox, BlackBoxOptions, PredictRows } from "./black-box/black-box.ts";
export { blackBox } from "./black-box/black-box.ts";
export type { PredictClasses } from "./black-box/class-margin.ts";
export { classMargin } from "./black-box/class-margin.ts";
export { predictBlackBox } from "./black-box/predict.ts";
// Counterfactuals
export { applyChanges } from "./counterfactuals/apply-changes.ts";
export {
  blackBoxCounterfactuals,
  prepareBlackBoxCounterfactuals,
} from "./counterfactuals/black-box/counterfactuals.ts";
export { blackBoxInputs } from "./counterfactuals/black-box/ground.ts";
export type {
  BlackBoxCounterfactualOptions,
  BlackBoxCounterfactuals,
  BlackBoxSearch,
} from "./counterfactuals/black-box/options.ts";
export type { ClassCounterfactualOptions } from "./counterfactuals/class-counterfactuals.ts";
export {
  classCounterfactuals,
  prepareClassCounterfactuals,
} from "./counterfactuals/class-counterfactuals.ts";
export type { CounterfactualOptions } from "./counterfactuals/counterfactuals.ts";
export { counterfactuals, prepareCounterfactuals } from "./counterfactuals/counterfactuals.ts";
export type { FlipOptions } from "./counterfactuals/flip-attribute.ts";
export { flipAttribute } from "./counterfactuals/flip-attribute.ts";
export type { SplitTrees } from "./counterfactuals/forest.ts";
export { groupCounterfactuals } from "./counterfactuals/group/group-counterfactuals.ts";
export type * from "./counterfactuals/group/options.ts";
export type { IsolationForest, IsolationOptions } from "./counterfactuals/isolation.ts";
export { growIsolationForest } from "./counterfactuals/isolation.ts";
export type { ResultColumns } from "./counterfactuals/result-columns.ts";
export {
  counterfactualColumns,
  groupColumns,
  toCsv,
  tornadoColumns,
} from "./counterfactuals/result-columns.ts";
export type { Survival } from "./counterfactuals/survival.ts";
export { survivalOf } from "./counterfactuals/survival.ts";
export type {
  CounterfactualTarget,
  RangeTarget,
  ThresholdTarget,
} from "./counterfactuals/target.ts";
export type { RangeOptions } from "./counterfactuals/tornado/places.ts";
export type {
  Tornado,
  TornadoBar,
  TornadoEnd,
  TornadoOptions,
} from "./counterfactuals/tornado/tornado.ts";
export { tornado } from "./counterfactuals/tornado/tornado.ts";
export type { WhatIf, WhatIfOptions, WhatIfSide } from "./counterfactuals/what-if.ts";
export { whatIf } from "./counterfactuals/what-if.ts";
// How far explanations follow a model
export type {
  RandomisationCheck,
  RandomisationOptions,
} from "./diagnostics/randomise-leaves.ts";
export { randomisationCheck } from "./diagnostics/randomise-leaves.ts";
export type {
  DistanceCurves,
  RemovalCurves,
  RemovalOptions,
} from "./diagnostics/removal-curves.ts";
export { removalCurves } from "./diagnostics/removal-curves.ts";
// Both accounts of one decision
export type { ExplainOptions, Explanation } from "./explain.ts";
export { explain } from "./explain.ts";
// Many rows at once
export type { AttributionGap, GapPart } from "./global/attribution-gap.ts";
export { attributionGap } from "./global/attribution-gap.ts";
export type { LocalEffectOptions, LocalEffectPoint, LocalEffects } from "./global/local-effects.ts";
export { accumulatedLocalEffects } from "./global/local-effects.ts";
export type { Loss, LossName } from "./global/loss.ts";
export type { MeanAttribution, MeanAttributions } from "./global/mean-attributions.ts";
export { meanAttributions } from "./global/mean-attributions.ts";
export type {
  DependenceOptions,
  DependencePoint,
  PartialDependence,
} from "./global/partial-dependence.ts";
export { partialDependence } from "./global/partial-dependence.ts";
export type {
  LossIncrease,
  PermutationImportance,
  PermutationImportances,
  PermutationOptions,
  RowCodes,
} from "./global/permutation-importance.ts";
export { permutationImportance } from "./global/permutation-importance.ts";
// Model files
export type { FeatureLayout } from "./formats/feature-layout.ts";
export { encodeRows } from "./formats/feature-layout.ts";
export { loadClassifier, loadModel } from "./formats/load-model.ts";
export type {
  CatboostOptions,
  ClassifierOptions,
  EbmOptions,
  LightGbmOptions,
  LinearOptions,
  LoadOptions,
  MlCartOptions,
  MlRandomForestOptions,
  OnnxOptions,
  ScikitLearnOptions,
  TreeOptions,
  XgboostOptions,
} from "./formats/load-options.ts";
export type { FavourableClass } from "./formats/ml-cart-tree.ts";
export type { ClassReplaySample, ReplaySample } from "./formats/replay.ts";
export type { LevelsByFeature } from "./formats/xgboost-features.ts";
// Models and predictions
export type { Additive, Binning, Term } from "./additive/additive.ts";
export type { LevelWeights, Linear, LinearTerm, NumericWeight } from "./linear/linear.ts";
export type { Model } from "./model.ts";
export { withCovers } from "./trees/covers.ts";
export type { EncodedRows } from "./trees/encode.ts";
export { encodeTable } from "./trees/encode.ts";
export type {
  CategoryFeature,
  CountedRows,
  EnsembleOutput,
  ModelFeature,
  ModelFormat,
  NumericFeature,
  TreeEnsemble,
  TreeNodes,
} from "./trees/ensemble.ts";
export { convertOutput, predict, predictionUnit, predictRaw } from "./trees/predict.ts";

import {
  declareProxies,
  type FlaggedProxy,
  flagProxies,
  proxyQuestion,
  type Table,
} from "@evenhand/core";
import type { LoadedConfiguration } from "./load.ts";

/** The configuration with what an audit of proxies flagged, so that nobody is advised to change it. */
export function declareFlagged(
  loaded: LoadedConfiguration,
  flagged: readonly FlaggedProxy[],
): LoadedConfiguration {
  if (flagged.length === 0) return loaded;
  const { configuration } = loaded;
  const features = declareProxies(configuration.features, flagged);
  return { ...loaded, configuration: { ...configuration, features } };
}

/** The same for rows whose proxies nobody has looked for yet; as it is where it does not ask. */
export function declareProxiesOf(loaded: LoadedConfiguration, table: Table): LoadedConfiguration {
  const { configuration } = loaded;
  if (configuration.proxies === null) return loaded;
  return declareFlagged(loaded, flagProxies(table, proxyQuestion(table, configuration)));
}

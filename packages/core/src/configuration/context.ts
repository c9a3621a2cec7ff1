/** What a reader needs to know of the use of the model; every part is optional text. */
export interface Context {
  readonly intendedUse?: string;
  readonly affected?: string;
  readonly limitations?: string;
  readonly contact?: string;
  readonly purpose?: string;
  readonly basis?: string;
  readonly retention?: string;
}

export interface Signoff {
  readonly name: string;
  readonly role: string;
  readonly date: string;
  readonly statement?: string;
}

/** What the recorded outcome means. */
export interface LabelMeaning {
  readonly meaning?: string;
  readonly observedFor?: string;
  readonly lag?: string;
}

import fc from "fast-check";

// A mutant is noticed by the first counterexample; the smallest is of no interest.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

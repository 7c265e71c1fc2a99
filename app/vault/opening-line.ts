import type { OpeningKind, OpeningState, OpeningTarget } from './opening';

/** One opening in a list. Officers are told apart by the labels of their keys. */
export interface OpeningLine {
  id: string;
  kind: OpeningKind;
  state: OpeningState;
  target: OpeningTarget;
  by: string;
  requestedOn: string;
  /** Nobody decides or gives anything out any more. */
  over: boolean;
}

import { z } from 'zod';
import {
  AddChange,
  AddCommitment,
  DropChange,
  DropLink,
  EditDecision,
  LinkInputs,
  MoveDecision,
  MoveRecommendation,
  RebaseChange,
} from '~/decisions/decision-input';
import { DisposePoints } from '~/decisions/disposition-input';

/** Every form of a decision's page, told apart by its `intent`. */
export const DecisionPageForms = z.discriminatedUnion('intent', [
  EditDecision,
  AddChange,
  DropChange,
  RebaseChange,
  AddCommitment,
  LinkInputs,
  DropLink,
  MoveDecision,
  MoveRecommendation,
  DisposePoints,
]);

/** What a risk flag can be about (GUIDELINES, Risk flag). */
export const FLAG_KINDS = [
  'named_accusation',
  'reidentification',
  'reprisal',
  'immediate_threat',
  'surveillance',
  'detention',
  'device_seizure',
  'minor',
  'sexual_exploitation',
  'gendered_harm',
  'legal_status',
  'association_stigma',
  'online_harassment',
  'travel',
  'cve_cooption',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

export const FLAG_LEVELS = ['severe', 'high', 'moderate', 'low'] as const;
export type FlagLevel = (typeof FLAG_LEVELS)[number];

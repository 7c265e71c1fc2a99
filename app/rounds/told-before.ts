/** One thing that is told before any field: the key of its heading, and those of its texts. */
export interface Told {
  id: 'emergency' | 'risks' | 'readers' | 'not_used' | 'force' | 'known';
  title: string;
  texts: readonly string[];
}

/**
 * What a person is told before any field, and what is read aloud at a gathering: one list, so that paper, voice and
 * screen say the same (G04). What may be known of a sender, and what can be demanded of us, follow from whether the round
 * takes names.
 */
export function toldBefore(named: boolean): readonly Told[] {
  return [
    { id: 'emergency', title: 'rounds:emergency_title', texts: ['rounds:emergency_text'] },
    {
      id: 'risks',
      title: 'rounds:not_protected_title',
      texts: [
        'rounds:risk_device',
        'rounds:risk_network',
        'rounds:risk_words',
        'rounds:risk_code',
        'rounds:risk_server',
        'rounds:risk_choice',
      ],
    },
    {
      id: 'readers',
      title: 'rounds:readers_title',
      texts: ['rounds:readers_text', 'rounds:readers_sensitive', 'rounds:readers_not'],
    },
    {
      id: 'not_used',
      title: 'rounds:not_used_title',
      texts: [
        'rounds:not_used_intelligence',
        'rounds:not_used_targeting',
        'rounds:not_used_visas',
        'rounds:not_used_vetting',
      ],
    },
    {
      id: 'force',
      title: 'rounds:force_title',
      texts: ['rounds:force_text', named ? 'rounds:force_not_held_named' : 'rounds:force_not_held'],
    },
    named
      ? { id: 'known', title: 'rounds:named_title', texts: ['rounds:named_text'] }
      : { id: 'known', title: 'rounds:anonymous_title', texts: ['rounds:anonymous_text'] },
  ];
}

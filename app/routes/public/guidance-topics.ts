/** A piece of a page of guidance: its heading and so many lines stand in the texts under its name. */
interface Piece {
  id: string;
  lines: number;
}

interface Topic {
  /** As it stands in the address. */
  path: string;
  /** Of its texts. */
  id: string;
  pieces: readonly Piece[];
}

/** The pages on taking part more safely, in the order of how often they help. None names a consultation or its topic. */
export const GUIDANCE: readonly Topic[] = [
  {
    path: 'leave-out',
    id: 'leave_out',
    pieces: [
      { id: 'leave', lines: 5 },
      { id: 'instead', lines: 2 },
      { id: 'voice', lines: 2 },
      { id: 'others', lines: 2 },
    ],
  },
  {
    path: 'shared-devices',
    id: 'shared_devices',
    pieces: [
      { id: 'before', lines: 3 },
      { id: 'during', lines: 3 },
      { id: 'after', lines: 4 },
    ],
  },
  {
    path: 'data-saving',
    id: 'data_saving',
    pieces: [
      { id: 'sees', lines: 3 },
      { id: 'instead', lines: 3 },
    ],
  },
  {
    path: 'tor',
    id: 'tor',
    pieces: [
      { id: 'does', lines: 2 },
      { id: 'not', lines: 3 },
      { id: 'use', lines: 4 },
    ],
  },
];

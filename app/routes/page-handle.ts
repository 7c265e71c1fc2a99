/** What a route says of its page to the frame around it. */
export interface PageHandle {
  /** Key of the page's title, with its area: `rounds:title`. */
  title?: string;
  /** The page has a form that keeps what was typed when the language changes: no language links beside it. */
  keepsForm?: boolean;
}

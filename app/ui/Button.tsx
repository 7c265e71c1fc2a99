import type { ReactNode } from 'react';

type Look = 'main' | 'quiet' | 'stop';

const CLASS: Record<Look, string> = { main: 'button', quiet: 'button quiet', stop: 'button stop' };

interface ButtonProps {
  children: ReactNode;
  look?: Look;
  /** Sent with the form, to tell which button was pressed. */
  name?: string;
  value?: string;
  formAction?: string;
  disabled?: boolean;
  /** The id of a text that says more, such as why it is disabled. */
  describedBy?: string;
}

/** A submit button; there are no others, since no page has scripts. */
export function Button({ look = 'main', describedBy, children, ...button }: ButtonProps) {
  return (
    <button type="submit" className={CLASS[look]} aria-describedby={describedBy} {...button}>
      {children}
    </button>
  );
}

/** A link that leads to the next step and looks like it. Use a `Button` for what changes something. */
export function ButtonLink({ href, look = 'main', children }: { href: string; look?: Look; children: ReactNode }) {
  return (
    <a className={CLASS[look]} href={href}>
      {children}
    </a>
  );
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="row">{children}</div>;
}

import { type ReactNode, useId } from 'react';

interface ReceiptProps {
  /** The whole code, its groups joined by hyphens. */
  code: string;
  label: string;
  children?: ReactNode;
}

/** A return code, once, left to right in every language; lines break between its groups only. */
export function Receipt({ code, label, children }: ReceiptProps) {
  const id = useId();
  return (
    <div className="receipt">
      <span className="small soft" id={id}>
        {label}
      </span>
      <bdi dir="ltr">
        <output className="code" aria-labelledby={id}>
          {code}
        </output>
      </bdi>
      {children}
    </div>
  );
}

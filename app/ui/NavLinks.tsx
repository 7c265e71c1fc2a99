export interface NavItem {
  href: string;
  label: string;
  current?: boolean;
}

/** The main navigation; the current page is marked for everybody, not by colour. */
export function NavLinks({ items, label }: { items: readonly NavItem[]; label: string }) {
  return (
    <nav className="links" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
}

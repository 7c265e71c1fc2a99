const DIGIT_ROWS = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

/** Digits of Arabic and Persian keyboards as 0 to 9, without the spaces and dashes that people put between groups. */
function plain(text: string): string {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const row = DIGIT_ROWS.find((one) => one.includes(digit)) ?? '';
    return String(row.indexOf(digit));
  });
  return western.replace(/[\s\u2010-\u2015-]+/g, '').toUpperCase();
}

export type TypedCode = { kind: 'one_time'; code: string } | { kind: 'recovery'; code: string } | null;

/** What somebody typed into the one field for codes: six digits of an authenticator, or a recovery code. */
export function readTypedCode(text: string): TypedCode {
  const code = plain(text);
  if (/^\d{6}$/.test(code)) return { kind: 'one_time', code };
  const spoken = code.replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(spoken) ? { kind: 'recovery', code: spoken } : null;
}

/** Values carried along by a form; a list becomes several fields of one name, and what is undefined is left out. */
export function HiddenFields({ values }: { values: Record<string, string | readonly string[] | undefined> }) {
  return (
    <>
      {Object.entries(values).flatMap(([name, value]) =>
        (value === undefined ? [] : typeof value === 'string' ? [value] : value).map((one, index) => (
          <input key={`${name}-${index}`} type="hidden" name={name} value={one} />
        )),
      )}
    </>
  );
}

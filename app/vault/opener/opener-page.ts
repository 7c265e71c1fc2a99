/** Small parts of the opener's page. Text is set as text alone, so that nothing given can become markup. */

type Attributes = Readonly<Record<string, string>>;

export function part(name: string, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A field with its label. */
export function field(id: string, label: string, kind: 'password' | 'file' | 'text' | 'area'): HTMLElement {
  const common = { id, autocomplete: 'off', spellcheck: 'false' };
  const input =
    kind === 'area' ? part('textarea', { ...common, rows: '5', dir: 'ltr' }) : part('input', { ...common, type: kind });
  return part('p', {}, part('label', { for: id }, label), input);
}

export function button(id: string, label: string, press: () => Promise<void>): HTMLElement {
  const made = part('button', { id, type: 'button' }, label);
  made.addEventListener('click', () => void press());
  return part('p', {}, made);
}

export const valueOf = (id: string): string => (document.getElementById(id) as HTMLInputElement).value;

/** The text of a chosen file, else what was pasted in the field beside it. */
export async function textOf(fileId: string, pastedId?: string): Promise<string> {
  const [file] = (document.getElementById(fileId) as HTMLInputElement).files ?? [];
  return file ? file.text() : pastedId ? valueOf(pastedId) : '';
}

/** A text to copy or to save as a file; nothing leaves the page by itself. */
export function output(id: string, name: string, save: string, text: string): HTMLElement {
  const area = part('textarea', { id, rows: '5', readonly: '', dir: 'ltr' });
  (area as HTMLTextAreaElement).value = text;
  const href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  return part('div', {}, area, part('p', {}, part('a', { href, download: name }, save)));
}

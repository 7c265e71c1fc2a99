import { directionOf } from '~/i18n/direction';
import type { ScriptLine, ScriptPart } from '~/rounds/script';

/** The parts of a script, numbered: what is read aloud, and in boxes what is meant for the reader alone. */
export function Script({ parts }: { parts: readonly ScriptPart[] }) {
  return (
    <ol className="script" role="list">
      {parts.map(({ id, questionId, title, lines }) => (
        <li key={questionId ?? id} className="stack tight">
          <h2>{title}</h2>
          {lines.map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Line({ line: { text, lang, hint, heading } }: { line: ScriptLine }) {
  return (
    <p className={hint ? 'cue' : 'words'} {...(lang && { lang, dir: directionOf(lang) })}>
      {heading ? <strong>{text}</strong> : text}
    </p>
  );
}

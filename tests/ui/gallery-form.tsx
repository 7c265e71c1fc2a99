import type { ReactElement } from 'react';
import { Button, ButtonRow } from '~/ui/Button';
import { Checkbox } from '~/ui/Checkbox';
import { CheckboxGroup, RadioGroup } from '~/ui/ChoiceGroup';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { LanguageSubmitRow } from '~/ui/LanguageSwitcher';
import { Note } from '~/ui/Note';
import { PublicFrame } from '~/ui/PublicFrame';
import { Select } from '~/ui/Select';
import { Steps } from '~/ui/Steps';
import { TextArea } from '~/ui/TextArea';
import { TextField } from '~/ui/TextField';
import { LANGUAGES, type PageProps } from './gallery-languages';

/** A form that came back refused, as a participant sees it. */
export function FormPage({ s }: PageProps): ReactElement {
  const choices = s.terms
    .slice(0, 3)
    .map((label, index) => ({ value: `${index}`, label, hint: index ? s.lead : undefined }));
  return (
    <PublicFrame brand="Answerable" homeHref="/en">
      <Steps current={2} total={3} />
      <ErrorSummary
        errors={[
          { field: 'known', message: s.error },
          { field: 'answers[0].text', message: s.long },
        ]}
      />
      <div className="stack">
        <h1>{s.question}</h1>
        <p className="lead">{s.lead}</p>
      </div>
      <Note weight="care" title={s.terms[1]}>
        <p>{s.lead}</p>
        <a href="#x">{s.terms[2]}</a>
      </Note>
      <form method="post" className="stack" noValidate>
        <HiddenFields values={{ ticket: 'x', shown: ['a', 'b'] }} />
        <RadioGroup name="known" label={s.question} choices={choices} error={s.error} value="1" private />
        <TextArea
          name="answers[0].text"
          label={s.question}
          hint={s.lead}
          limit={4000}
          value={s.words}
          error={s.long}
          autoDir
          private
        />
        <CheckboxGroup name="uses" label={s.terms[3]} choices={choices.slice(0, 2)} values={['0']} optional />
        <Checkbox name="consent" label={s.long} hint={s.lead} error={s.error} />
        <TextField name="group" label={s.terms[4]} code short optional private />
        <Select name="region" label={s.terms[5]} options={choices} empty="—" />
        <ButtonRow>
          <Button>{s.terms[3]}</Button>
          <Button look="quiet">{s.terms[6]}</Button>
          <Button look="stop">{s.terms[4]}</Button>
          <Button disabled>{s.terms[5]}</Button>
        </ButtonRow>
        <LanguageSubmitRow languages={LANGUAGES} />
      </form>
    </PublicFrame>
  );
}

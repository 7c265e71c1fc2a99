import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import { useFormState } from '~/programs/ui/form-state';
import type { MinorEditView, SourceChange } from '~/rounds/minor-edit';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { ErrorSummary } from '~/ui/ErrorSummary';
import { HiddenFields } from '~/ui/HiddenFields';
import { Note } from '~/ui/Note';
import { Tag } from '~/ui/Tag';
import { WordDiff } from '~/ui/WordDiff';

interface MinorEditCardProps {
  edit: MinorEditView;
  token: string;
  source: string;
}

/** An edit said to be minor: every text that changed, word by word, and what a second person says of it (G07). */
export function MinorEditCard({ edit, token, source }: MinorEditCardProps) {
  const { t, date } = useText('rounds');
  const waits = edit.state === 'proposed';
  return (
    <Card title={t('minor_title')}>
      <p>
        <Tag tone={waits ? 'wait' : 'plain'}>{t(`vocabulary:minor_edit_state.${edit.state}`)}</Tag>{' '}
        {edit.judgedOn && <span className="small soft">{date(edit.judgedOn)}</span>}
      </p>
      <Differences changes={edit.changes} source={source} />
      {edit.mayJudge && <Judging edit={edit} token={token} />}
    </Card>
  );
}

function Judging({ edit, token }: Pick<MinorEditCardProps, 'edit' | 'token'>) {
  const { t, list } = useText('rounds');
  const [confirming, refusing] = [useFormState('confirm_minor'), useFormState('refuse_minor')];
  const button = {
    name: 'intent',
    disabled: edit.refusal !== null,
    describedBy: edit.refusal ? 'why-no-judging' : undefined,
  };
  return (
    <>
      <ErrorSummary errors={[...confirming.summary, ...refusing.summary]} />
      <p>{t('minor_says')}</p>
      <p>{t('minor_returns', { languages: list(edit.returning.map((tag) => namedLanguage(tag).ownName)) })}</p>
      <form method="post" className="row">
        <HiddenFields values={{ token, edit: edit.id }} />
        <Button {...button} value="confirm_minor">
          {t('minor_confirm')}
        </Button>
        <Button {...button} value="refuse_minor" look="quiet">
          {t('minor_refuse')}
        </Button>
      </form>
      {edit.refusal && (
        <p className="small" id="why-no-judging">
          {t(`refusals:${edit.refusal}`)}
        </p>
      )}
    </>
  );
}

function Differences({ changes, source }: { changes: readonly SourceChange[]; source: string }) {
  const { t } = useText('rounds');
  return (
    <dl className="pairs">
      {changes.map(({ name, kind, before, after }) => (
        <div key={name}>
          <dt>{t(`text_kind.${kind}`)}</dt>
          <dd>
            <WordDiff before={before} after={after} lang={source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Says that an edit waits for a second person, and where the difference is seen. */
export function MinorEditWaits({ href }: { href: string }) {
  const { t } = useText('rounds');
  return (
    <Note>
      <p>
        {t('minor_waits')} <a href={href}>{t('minor_see')}</a>
      </p>
    </Note>
  );
}

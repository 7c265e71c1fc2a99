import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { LocalizedText } from '~/i18n/localized-text';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { CHOSEN_USES } from '~/participants/consent';
import { consentKey, retentionKey, useKeys } from '~/rounds/consent-texts';
import type { PublicRound } from '~/rounds/round';
import { Note } from '~/ui/Note';

interface BeforeYouAnswerProps {
  round: Pick<PublicRound, 'outcome' | 'sourceLanguage' | 'languages' | 'closesOn' | 'answerBy' | 'retentionAuthority'>;
  /** Of the consent texts. */
  version: string;
  missionName: LocalizedText;
}

/**
 * Everything a person must know before any field (G04): who reads, what can come of it, what the words are not used for,
 * who can lawfully force us to show them, the risks, and that this is no emergency line.
 */
export function BeforeYouAnswer({ round, version, missionName }: BeforeYouAnswerProps) {
  const { t } = useText('rounds');
  return (
    <div className="stack">
      <Note weight="stop" title={t('emergency_title')}>
        <p>{t('emergency_text')}</p>
      </Note>
      <Note weight="care" title={t('risk_title')}>
        <ul>
          <li>{t('risk_device')}</li>
          <li>{t('risk_network')}</li>
          <li>{t('risk_words')}</li>
          <li>{t('risk_server')}</li>
        </ul>
        <p>{t('risk_choice')}</p>
      </Note>
      <Part title={t('readers_title')}>
        <p>{t('readers_text')}</p>
        <p>{t('readers_not')}</p>
      </Part>
      <Part title={t('outcome_title')}>
        <WordsParagraph text={round.outcome} source={round.sourceLanguage} />
      </Part>
      <NotUsedFor missionName={missionName} />
      <Part title={t('force_title')}>
        <p>{t('force_text')}</p>
        <p>{t('force_not_held')}</p>
      </Part>
      <Part title={t('anonymous_title')}>
        <p>{t('anonymous_text')}</p>
      </Part>
      <Uses authority={round.retentionAuthority} version={version} />
      <Times round={round} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Signed by the chief of mission: opening a round takes their approval (`signed_off`). */
function NotUsedFor({ missionName }: { missionName: LocalizedText }) {
  const { t } = useText('rounds');
  return (
    <Part title={t('not_used_title')}>
      <ul>
        <li>{t('not_used_intelligence')}</li>
        <li>{t('not_used_targeting')}</li>
        <li>{t('not_used_visas')}</li>
        <li>{t('not_used_vetting')}</li>
      </ul>
      <p className="small soft">
        {t('signed_by')} <Words text={missionName} />
      </p>
    </Part>
  );
}

function Uses({ version, authority }: { version: string; authority: string | null }) {
  const { t } = useText('rounds');
  const key = (name: string) => consentKey(version, name);
  return (
    <Part title={t(key('uses_title'))}>
      <p>{t(key('meant_by_sending'))}</p>
      <p>{t(key('all_off'))}</p>
      <details>
        <summary>{t(key('what_you_can_allow'))}</summary>
        <dl className="pairs">
          {CHOSEN_USES.map((use) => (
            <div key={use}>
              <dt>{t(useKeys(version, use).label)}</dt>
              <dd>{t(useKeys(version, use).says)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <h3>{t(key('in_the_end_title'))}</h3>
      <p>{t(retentionKey(version))}</p>
      {authority && <p className="small soft">{t(key('in_the_end_authority'), { authority })}</p>}
      <p>{t(key('take_back'))}</p>
    </Part>
  );
}

function Times({ round }: Pick<BeforeYouAnswerProps, 'round'>) {
  const { t, date } = useText('rounds');
  return (
    <Part title={t('times_title')}>
      <p>{t('times_text', { closes: date(round.closesOn), answer: date(round.answerBy) })}</p>
      <p>
        {t('languages_text')}{' '}
        {round.languages.map((tag) => {
          const { ownName, dir } = namedLanguage(tag);
          return (
            <span key={tag}>
              <bdi lang={tag} dir={dir}>
                {ownName}
              </bdi>{' '}
            </span>
          );
        })}
      </p>
    </Part>
  );
}

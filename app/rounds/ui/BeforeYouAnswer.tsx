import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { namedLanguage } from '~/i18n/language-names';
import type { LocalizedText } from '~/i18n/localized-text';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import { CHOSEN_USES } from '~/participants/consent';
import { consentKey, retentionKey, useKeys } from '~/rounds/consent-texts';
import type { PublicRound } from '~/rounds/round';
import { toldBefore, type Told } from '~/rounds/told-before';
import { Note } from '~/ui/Note';

interface BeforeYouAnswerProps {
  round: Pick<PublicRound, 'outcome' | 'sourceLanguage' | 'languages' | 'closesOn' | 'answerBy' | 'retentionAuthority'>;
  /** Of the consent texts. */
  version: string;
  missionName: LocalizedText;
  /** Whether the round takes names today. */
  named: boolean;
  /** Where it is said what protects and what was demanded of us, and how to take part more safely. */
  links: { safety: string; guidance: string };
}

/**
 * Everything a person must know before any field (G04): who reads, what can come of it, what the words are not used for,
 * who can lawfully force us to show them, the risks, and that this is no emergency line.
 */
export function BeforeYouAnswer({ round, version, missionName, named, links }: BeforeYouAnswerProps) {
  const { t } = useText('rounds');
  const told = Object.fromEntries(toldBefore(named).map((one) => [one.id, one])) as Record<Told['id'], Told>;
  return (
    <div className="stack">
      <Note weight="stop" title={t(told.emergency.title)}>
        <Lines told={told.emergency} />
      </Note>
      <Note weight="care" title={t(told.risks.title)}>
        <Lines told={told.risks} listed />
        <p>
          <a href={links.guidance}>{t('guidance_link')}</a>
        </p>
      </Note>
      <Part told={told.readers} />
      <Part title="rounds:outcome_title">
        <WordsParagraph text={round.outcome} source={round.sourceLanguage} />
      </Part>
      <Part told={told.not_used} listed>
        <SignedBy missionName={missionName} />
      </Part>
      <Part told={told.force}>
        <p>
          <a href={links.safety}>{t('force_counted')}</a>
        </p>
      </Part>
      <Part told={told.known} />
      <Uses authority={round.retentionAuthority} version={version} />
      <Times round={round} />
    </div>
  );
}

function Lines({ told, listed = false }: { told: Told; listed?: boolean }) {
  const { t } = useText('rounds');
  if (!listed) return told.texts.map((text) => <p key={text}>{t(text)}</p>);
  return (
    <ul>
      {told.texts.map((text) => (
        <li key={text}>{t(text)}</li>
      ))}
    </ul>
  );
}

interface PartProps {
  told?: Told;
  title?: string;
  listed?: boolean;
  children?: ReactNode;
}

/** With a heading of its own: what is told, or what stands in it. */
function Part({ told, title = told?.title ?? '', listed, children }: PartProps) {
  const { t } = useText('rounds');
  return (
    <section className="stack tight">
      <h2>{t(title)}</h2>
      {told && <Lines told={told} listed={listed} />}
      {children}
    </section>
  );
}

/** Opening a round takes the approval of the chief of mission (`signed_off`). */
function SignedBy({ missionName }: { missionName: LocalizedText }) {
  const { t } = useText('rounds');
  return (
    <p className="small soft">
      {t('signed_by')} <Words text={missionName} />
    </p>
  );
}

function Uses({ version, authority }: { version: string; authority: string | null }) {
  const { t } = useText('rounds');
  const key = (name: string) => consentKey(version, name);
  return (
    <Part title={key('uses_title')}>
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
    <Part title="rounds:times_title">
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

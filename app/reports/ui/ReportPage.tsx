import type { ReactNode } from 'react';
import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { pickText } from '~/i18n/localized-text';
import { languageSubtag } from '~/i18n/tags';
import { Words, WordsParagraph } from '~/programs/ui/Words';
import type { ReportGroup, ReportQuote, RoundReport } from '~/reports/round-report';
import { ReportCommitments } from '~/reports/ui/ReportCommitments';
import { ReportDecisions } from '~/reports/ui/ReportDecisions';
import { ReportFigures } from '~/reports/ui/ReportFigures';
import { ReportFlow } from '~/reports/ui/ReportFlow';
import { ReportRefusals } from '~/reports/ui/ReportRefusals';
import { useShown } from '~/reports/ui/shown-text';
import { InTheirWords } from '~/ui/InTheirWords';
import { Note } from '~/ui/Note';

interface ReportPageProps {
  report: RoundReport;
  edition: number;
  /** Null in a preview. */
  publishedOn: string | null;
  recordHref: string;
  programHref: string;
  /** 3 inside of another page. */
  level?: 1 | 3;
}

/** What everybody can read of a round: we asked, you said, we did, and we did not, because. */
export function ReportPage({ report, edition, publishedOn, recordHref, programHref, level = 1 }: ReportPageProps) {
  const { t, lang, date } = useText('reports');
  const { round, words, figures, flow } = report;
  const source = round.sourceLanguage;
  const Title = level === 1 ? 'h1' : 'h3';
  return (
    <>
      <div className="stack tight">
        <p className="small soft">
          {publishedOn ? t('published_on', { date: date(publishedOn) }) : t('not_published')}
          {edition > 1 && <> · {t('edition', { number: edition })}</>} · <a href={recordHref}>{t('how_to_check')}</a>
        </p>
        <Title>
          <Words text={round.title} source={source} />
        </Title>
        <p className="small soft">
          {t('about_program')}{' '}
          <a href={programHref}>
            <Words text={report.program.title} source={source} />
          </a>
        </p>
      </div>
      <LanguageNote report={report} lang={lang} />
      <WordsParagraph text={words.introduction} source={source} />
      {report.inWordsOnly && (
        <Note>
          <p>{t('in_words_only')}</p>
        </Note>
      )}
      {figures && <ReportFigures figures={figures} />}
      {flow && flow.links.length > 0 && <ReportFlow flow={flow} source={source} />}
      <FourParts report={report} source={source} />
      <Quotes quotes={report.quotes ?? []} level={level} />
      <StillOpen report={report} />
      <p className="small soft">{t('numbers_note')}</p>
    </>
  );
}

/** What some said, in their own words, each with their leave; in no order that tells whose it is. */
function Quotes({ quotes, level }: { quotes: readonly ReportQuote[]; level: 1 | 3 }) {
  const { t } = useText('reports');
  const Title = level === 1 ? 'h2' : 'h4';
  if (quotes.length === 0) return null;
  return (
    <section className="stack">
      <Title>{t('in_their_words')}</Title>
      {quotes.map(({ language, text }) => (
        <InTheirWords key={text} lang={language}>
          {text}
        </InTheirWords>
      ))}
    </section>
  );
}

function LanguageNote({ report, lang }: { report: RoundReport; lang: string }) {
  const { t, list } = useText('reports');
  const used = pickText(report.words.youSaid, lang, [report.round.sourceLanguage])?.lang;
  const missing = report.missingLanguages;
  if (used && languageSubtag(used) !== languageSubtag(lang)) {
    return (
      <Note>
        <p>{t('common:only_in_language', { language: languageName(used, lang) })}</p>
      </Note>
    );
  }
  return missing.length > 0 ? (
    <p className="small soft">
      {t('missing_languages', { languages: list(missing.map((tag) => languageName(tag, lang))) })}
    </p>
  ) : null;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function FourParts({ report, source }: { report: RoundReport; source: string }) {
  const { t } = useText('reports');
  const { round, questions, words, decisions, refusals, commitments } = report;
  return (
    <div className="hear">
      <Part title={t('asked')}>
        <WordsParagraph text={round.purpose} source={source} />
        <ol>
          {questions.map((question, index) => (
            <li key={index}>
              <Words text={question} source={source} />
            </li>
          ))}
        </ol>
        <WhoAnswered report={report} />
      </Part>
      <Part title={t('said')}>
        <WordsParagraph text={words.youSaid} source={source} />
      </Part>
      <Part title={t('did')}>
        <ReportDecisions decisions={decisions} source={source} />
      </Part>
      <Part title={t('did_not')}>
        <ReportRefusals refusals={refusals} source={source} />
      </Part>
      {commitments.length > 0 && (
        <Part title={t('promised')}>
          <ReportCommitments commitments={commitments} source={source} />
        </Part>
      )}
    </div>
  );
}

/** When, in which languages and by which ways people answered, with numbers only where they give nobody away. */
function WhoAnswered({ report }: { report: RoundReport }) {
  const { t, lang, date, list } = useText('reports');
  const read = useShown();
  const { openedOn, closedOn } = report.round;
  const named = (groups: readonly ReportGroup[], name: (key: string) => string) =>
    list(groups.map(({ key, shown }) => (shown ? `${name(key)} (${read(shown)})` : name(key))));
  return (
    <ul className="small soft">
      {openedOn && closedOn && <li>{t('open_from_to', { from: date(openedOn), to: date(closedOn) })}</li>}
      {report.languages && (
        <li>{t('in_languages', { list: named(report.languages, (tag) => languageName(tag, lang)) })}</li>
      )}
      {report.channels && <li>{t('by_ways', { list: named(report.channels, (way) => t(`channel.${way}`)) })}</li>}
    </ul>
  );
}

function StillOpen({ report }: { report: RoundReport }) {
  const { t } = useText('reports');
  const read = useShown();
  const { openDisputes, escalations } = report;
  if (!openDisputes || !escalations) return null;
  return (
    <section className="stack tight">
      <h2>{t('still_open')}</h2>
      <p>{t('open_disputes', { number: read(openDisputes) ?? '' })}</p>
      <p>{t('escalations', { number: read(escalations) ?? '' })}</p>
    </section>
  );
}

import type { HeadersFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useParams } from '@remix-run/react';
import { publicChange } from '~/auth/change.server';
import { RESPOND_PURPOSE } from '~/participants/submit.server';
import type { PublicRecording } from '~/rounds/recording';
import type { PageHandle } from '~/routes/page-handle';
import { AnswerForm } from '~/routes/respond/AnswerForm';
import { CheckAnswers } from '~/routes/respond/CheckAnswers';
import { CodePage } from '~/routes/respond/CodePage';
import { NotOpenPage, ReceivedPage, UnavailablePage } from '~/routes/respond/OutcomePages';
import { answerRespond } from '~/routes/respond/respond-steps.server';
import type { RespondPage, RoundPage } from '~/routes/respond/respond-view';
import { AddedPage, AlreadyPage, OtherBodyPage } from '~/routes/respond/RetryPages';
import { loadRespond } from '~/routes/respond/round-page.server';

/** The title names no topic: it stays in the browser's history. */
export const handle: PageHandle = { title: 'respond:page_title', keepsForm: true };

export const loader = loadRespond;

/** One address for form, check, sending and receipt: nothing typed and no code ever stands in an address. */
export const action = publicChange({ purpose: RESPOND_PURPOSE, takesUnknownKey: true }, answerRespond);

export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const wait = actionHeaders.get('Retry-After') ?? loaderHeaders.get('Retry-After');
  return new Headers(wait ? { 'Retry-After': wait } : {});
};

/** What to press again when the database went away behind an answer: each of these may be sent twice. */
function stepAgain(answer: RespondPage): string {
  if (answer.view === 'unavailable') return answer.step;
  if (answer.view === 'form' || answer.view === 'check') return answer.view;
  return answer.view === 'code' || answer.view === 'confirmed' ? 'code' : 'submit';
}

interface Loaded {
  page: RoundPage | null;
  token: string;
  /** With the empty form alone. */
  recordings?: readonly PublicRecording[];
}

export default function Respond() {
  const loaded = useLoaderData() as Loaded;
  const answer = useActionData() as RespondPage | undefined;
  const { slug = '' } = useParams();
  const page = loaded.page ?? (answer?.view === 'code' ? (answer.page ?? null) : null);
  if (!page || answer?.view === 'unavailable') {
    return <UnavailablePage slug={slug} sent={answer ? { ...answer, step: stepAgain(answer) } : null} />;
  }
  if (answer) return <AnswerPage page={page} answer={answer} />;
  if (!page.open) return <NotOpenPage page={page} values={{}} />;
  return <AnswerForm page={page} token={loaded.token} values={{}} errors={[]} recordings={loaded.recordings} />;
}

function AnswerPage({ page, answer }: { page: RoundPage; answer: RespondPage }) {
  switch (answer.view) {
    case 'form':
      return <AnswerForm page={page} {...answer} />;
    case 'check':
      return <CheckAnswers page={page} {...answer} />;
    case 'code':
      return <CodePage {...answer} page={page} />;
    case 'no_code':
    case 'confirmed':
      return <ReceivedPage page={page} what={answer.view} />;
    case 'other_body':
      return <OtherBodyPage page={page} {...answer} />;
    case 'added':
      return <AddedPage page={page} token={answer.token} />;
    case 'already':
      return <AlreadyPage page={page} {...answer} />;
    case 'not_open':
      return <NotOpenPage page={page} values={answer.values} />;
    case 'unavailable':
      return null;
  }
}

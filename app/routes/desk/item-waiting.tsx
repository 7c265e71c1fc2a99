import { useText } from '~/i18n/I18n';
import { languageName } from '~/i18n/language-names';
import { Words } from '~/programs/ui/Words';
import type { Waiting } from '~/routes/desk/item-waiting.server';
import { paths } from '~/routes/paths';
import { DataTable } from '~/ui/DataTable';
import { Tag } from '~/ui/Tag';

/** Items that only a protection officer sees: no words, what the flag says, and the way to them. */
export function SetApart({ items }: { items: Waiting['setApart'] }) {
  const { t, lang, date } = useText('desk');
  if (items.length === 0) return null;
  return (
    <DataTable
      caption={t('my_day.set_apart')}
      rows={items}
      rowKey={({ id }) => id}
      empty=""
      columns={[
        {
          key: 'item',
          header: t('my_day.item'),
          rowHeader: true,
          cell: ({ id, language }) => (
            <a href={paths.deskItem(lang, id)}>{t('my_day.text_in', { language: languageName(language, lang) })}</a>
          ),
        },
        { key: 'received', header: t('my_day.received'), cell: ({ day }) => date(day) },
        {
          key: 'flags',
          header: t('my_day.flags'),
          cell: ({ flags }) =>
            flags.map(({ kind, level }) => (
              <Tag key={kind} tone={level === 'severe' || level === 'high' ? 'stop' : 'wait'}>
                {t(`vocabulary:risk_kind.${kind}`)}
              </Tag>
            )),
        },
      ]}
    />
  );
}

export function MessagesUnread({ messages }: { messages: Waiting['messages'] }) {
  const { t, lang, date } = useText('desk');
  if (messages.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{t('my_day.messages')}</h2>
      <ul>
        {messages.map(({ id, itemId, day, kind }) => (
          <li key={id}>
            <a href={`${paths.deskItem(lang, itemId)}#messages`}>{t(`vocabulary:message_kind.${kind}`)}</a>{' '}
            <span className="soft">{date(day)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RoundsClosing({ rounds }: { rounds: Waiting['closing'] }) {
  const { t, lang, date } = useText('desk');
  if (rounds.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{t('my_day.closing')}</h2>
      <ul>
        {rounds.map(({ slug, title, closesOn }) => (
          <li key={slug}>
            <a href={paths.deskRound(lang, slug)}>
              <Words text={title} />
            </a>{' '}
            <span className="soft">{date(closesOn)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

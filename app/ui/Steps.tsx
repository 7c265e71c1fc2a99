import { useText } from '~/i18n/I18n';

/** Which step of a form one is at, counted from 1, as a bar and in words. */
export function Steps({ current, total }: { current: number; total: number }) {
  const { t } = useText('ui');
  return (
    <div className="stack tight">
      <div className="steps" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} className={index < current ? 'done' : undefined} />
        ))}
      </div>
      <p className="small soft">{t('step', { current, total })}</p>
    </div>
  );
}

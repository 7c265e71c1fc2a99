import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';

/** Lets calls through one after the other, in the order in which they came. One that fails does not stop the next. */
function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Asked, Given>(call: (asked: Asked) => Promise<Given>) =>
    (asked: Asked): Promise<Given> => {
      const turn = last.then(() => call(asked));
      last = turn.catch(() => undefined);
      return turn;
    };
}

function transactionInTurn(transaction: Transaction): Transaction {
  const inTurn = queue();
  // Savepoints, COMMIT and ROLLBACK go through these two as well.
  transaction.queryRaw = inTurn(transaction.queryRaw.bind(transaction));
  transaction.executeRaw = inTurn(transaction.executeRaw.bind(transaction));
  return transaction;
}

/**
 * The same driver, whose transactions send one statement at a time. A transaction is one connection, and a connection
 * executes one statement; Prisma nevertheless sends the parts of a nested `select` together. The `pg` driver queues them
 * itself today, with a warning, and will refuse them in its version 9.
 */
export function oneAtATime(driver: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: driver.provider,
    adapterName: driver.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const connected = await driver.connect();
      const start = connected.startTransaction.bind(connected);
      connected.startTransaction = async (isolationLevel) => transactionInTurn(await start(isolationLevel));
      return connected;
    },
  };
}

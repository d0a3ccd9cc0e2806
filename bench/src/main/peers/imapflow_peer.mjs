// The same sign-in by imapflow, chain and name verified, eight at once. Usage: PORT ROOT.pem RESUME
// imapflow hands no session to its sockets unless it is told to: it does not resume by default.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';

const [port, root] = process.argv.slice(2);
const ca = [readFileSync(root)];

async function check() {
    const client = new ImapFlow({
        host: 'localhost',
        port: Number(port),
        secure: true,
        auth: { user: 'anna@example.com', pass: 'correct horse' },
        logger: false,
        tls: { ca, minVersion: 'TLSv1.3' }
    });
    client.on('error', () => {});
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    await client.logout();
}

async function run(checks) {
    let left = checks;
    const worker = async () => {
        while (left-- > 0) {
            await check();
        }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
}

for await (const line of createInterface({ input: process.stdin })) {
    const before = process.cpuUsage();
    await run(Number(line));
    const used = process.cpuUsage(before);
    console.log(used.user + used.system);
}

// Nodemailer as its documentation recommends it for many mails: a pool of eight connections that are kept.
// node nodemailer.mjs PORT MAILS WARM-UP, in a folder where nodemailer is installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

const nodemailer = createRequire(`${process.cwd()}/`)('nodemailer');
const [port, mails, warmUp] = process.argv.slice(2).map(Number);
const paragraph = readFileSync(new URL('paragraph.txt', import.meta.url), 'utf8').trim();
// What brings a mail to 20 kB on the wire.
const inText = Array.from({ length: 14 }, (_, i) => i + 1);
const inHtml = inText.slice(1);
// More than the eight sessions, so that none of them waits for the next mail.
const underWay = 32;

const transport = nodemailer.createTransport({
  host: '127.0.0.1', port, secure: false, ignoreTLS: true,
  pool: true, maxConnections: 8, maxMessages: Infinity,
});

// Made anew for each mail, as a service would.
const mail = (i) => ({
  from: { name: 'Ban Chỉ đạo NTM xã Cẩm Hà', address: 'bandieuhanh@camha.example' },
  to: { name: `Ban Phát triển thôn số ${i}`, address: `bpt-${i}@camha.example` },
  subject: `[NTM] V/v nhắc nộp báo cáo tuần 24/2022, thôn số ${i}`,
  text: `Kính gửi: Ban Phát triển thôn số ${i},\n\n${inText.map((n) => `${n}. ${paragraph}\n\n`).join('')}`,
  html: `<p>Kính gửi: <b>Ban Phát triển thôn số ${i}</b>,</p>\n`
    + inHtml.map((n) => `<p style="margin:0 0 12px;">${n}. ${paragraph}</p>\n`).join(''),
});

async function send(count) {
  let next = 0;
  await Promise.all(Array.from({ length: underWay }, async () => {
    while (next < count) {
      await transport.sendMail(mail(++next));
    }
  }));
}

await send(warmUp);
const begun = performance.now();
await send(mails);
const seconds = (performance.now() - begun) / 1000;
transport.close();
console.log(`rate=${(mails / seconds).toFixed(1)} delivered=${mails + warmUp}`);

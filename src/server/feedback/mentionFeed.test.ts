import { describe, expect, it } from 'vitest'
import { readFeed } from './mentionFeed.ts'
import { linkedDataOf, plainText } from './mentionText.ts'

const from = { source: 'foorumi', touchpoint: 'social-post', url: 'https://foorumi.example/feeds/1.xml' }

describe('a feed', () => {
  it('of RSS gives its items as mentions', () => {
    const rss = `<?xml version="1.0"?><!DOCTYPE rss><rss version="2.0" xmlns:dc="d" xmlns:content="c"><channel><title>Foorumi</title>
      <language>sv</language><item><title>Banken &amp; jag</title><link>/t/1</link><guid isPermaLink="false">t-1</guid>
      <pubDate>Mon, 02 Mar 2026 18:14:00 +0200</pubDate><author>m@foorumi.example (Maja)</author><description>Kort</description>
      <content:encoded><![CDATA[<p>Jag v&auml;ntade <b>tre</b> veckor.</p><script>alert(1)</script><p>Aldrig mer!</p>]]></content:encoded></item>
      <item><link>javascript:alert(1)</link><author>m@foorumi.example</author><description>a &lt;br&gt; b&nbsp;c</description></item>
      </channel></rss>`
    const read = readFeed(rss, from)
    expect(read).toEqual({
      items: [
        {
          value: {
            source: 'foorumi',
            id: 't-1',
            occurredAt: '2026-03-02T16:14:00Z',
            url: 'https://foorumi.example/t/1',
            author: 'Maja',
            title: 'Banken & jag',
            text: 'Jag väntade tre veckor.\n\nAldrig mer!',
            locale: 'sv',
            touchpoint: 'social-post',
          },
        },
        { value: { source: 'foorumi', id: expect.any(String) as string, text: 'a\nb c', locale: 'sv', touchpoint: 'social-post' } },
      ],
    })
  })

  it('of Atom gives its entries, as text, HTML or XHTML, with a shop’s stars', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:im="i" xml:lang="fi"><title>Arviot</title>
      <entry><id>tag:1</id><title type="text">1 &lt; 2</title><updated>2026-03-02T18:14:00Z</updated><im:rating>2</im:rating>
        <author><name>Käpy</name><uri>https://x.example</uri></author><link rel="self" href="/a.xml"/><link href="https://arviot.example/1"/>
        <content type="text">Hidas &lt;b&gt;</content></entry>
      <entry xml:lang="en"><id>tag:2</id><published>2026-03-03T18:14:00Z</published>
        <content type="xhtml"><div xmlns="x">Fine<br/>and <i>quick</i></div></content></entry></feed>`
    expect(readFeed(atom, from)).toMatchObject({
      items: [
        {
          value: {
            id: 'tag:1',
            title: '1 < 2',
            author: 'Käpy',
            url: 'https://arviot.example/1',
            text: 'Hidas <b>',
            locale: 'fi',
            rating: { score: 2, scale: '1-5' },
          },
        },
        { value: { id: 'tag:2', text: 'Fine\nand quick', locale: 'en', occurredAt: '2026-03-03T18:14:00Z' } },
      ],
    })
  })

  it('that declares entities of its own does not grow by them', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><guid>1</guid><description>&b;&x;</description></item></channel></rss>`
    expect(readFeed(bomb, from)).toEqual({ problem: expect.stringMatching(/^is not well-formed XML: undefined entity/) as string })
  })

  it.each([
    ['<html><body/></html>', 'begins with <html>: it is neither RSS nor Atom (line 1, column 6)'],
    ['', 'is not well-formed XML: document must contain a root element. (line 1, column 0)'],
    ['<rss><channel>', 'is not well-formed XML: unclosed tag: channel (line 1, column 14)'],
  ])('that is none says so: %s', (xml, problem) => {
    expect(readFeed(xml, from)).toEqual({ problem })
  })
})

describe('HTML as plain text', () => {
  it.each([
    ['Under < 5 euroa & hyvä', 'Under < 5 euroa & hyvä'],
    ['<p>Yksi</p>\n\n<p>kaksi<!-- ei --> kolme</p>', 'Yksi\n\nkaksi kolme'],
    ['&#228;&#xE4;&auml;&unknown;&#0;&#xD800;', 'äää&unknown;'],
    ['ennen<style>p { }</style>j&auml;lkeen<script>1 < 2', 'ennenjälkeen'],
    ['a <b', 'a'],
  ])('%s', (html, text) => {
    expect(plainText(html)).toBe(text)
  })

  it('takes a hostile page of five megabytes in well under a second', () => {
    for (const piece of ['<', '<script', '<!--', '&', '<p ', '<script type="application/ld+json">']) {
      const html = piece.repeat(Math.floor((5 * 1024 * 1024) / piece.length))
      const startedAt = performance.now()
      plainText(html.slice(0, 200_000))
      linkedDataOf(html)
      expect(performance.now() - startedAt).toBeLessThan(2000)
    }
  })
})

import type { Block, Document, Inline, Text } from '../model/document.js';
import { printable } from './printable.js';

/**
 * A document as typeset/document.typ reads it: every text as printable pieces, every inline with its role. Texts are
 * values of JSON from here to the page, never source text of the typesetter.
 */
export const layoutData = (document: Document, covers: (codePoint: number) => boolean) => {
  const plain = (text: string): string[] => printable(text, covers);
  const inline = (piece: Inline) => {
    if (typeof piece === 'string') return { role: 'plain', pieces: plain(piece) };
    if ('ends' in piece) return { role: 'end' };
    if ('code' in piece) return { role: 'code', pieces: printable(piece.code, covers, 'name') };
    if ('strong' in piece) return { role: 'strong', pieces: plain(piece.strong) };
    if ('faint' in piece) return { role: 'faint', pieces: plain(piece.faint) };
    if ('english' in piece) return { role: 'english', pieces: plain(piece.english) };
    return { role: 'badge', pieces: plain(piece.badge), tone: piece.tone };
  };
  const rich = (text: Text) => text.map(inline);
  const block = (one: Block): object => {
    switch (one.kind) {
      case 'heading':
        return { kind: one.kind, text: plain(one.text) };
      case 'paragraph':
        return { kind: one.kind, text: rich(one.text), look: one.look ?? 'plain' };
      case 'list':
        return { kind: one.kind, items: one.items.map(rich) };
      case 'facts':
        return { kind: one.kind, facts: one.facts.map(({ name, text }) => ({ name: plain(name), text: rich(text) })) };
      case 'table':
        return {
          kind: one.kind,
          caption: plain(one.caption),
          columns: one.columns.map(({ head, share, numeric = false }) => ({ head: plain(head), share, numeric })),
          rows: one.rows.map((row) => row.map(rich)),
        };
      case 'entry':
        return { kind: one.kind, tone: one.tone, head: rich(one.head), blocks: one.blocks.map(block) };
      case 'chain':
        return {
          kind: one.kind,
          steps: one.steps.map(({ kind, share, tone, lines }) => ({
            name: plain(kind),
            share,
            tone,
            lines: lines.map(rich),
          })),
        };
      case 'legend':
        return {
          kind: one.kind,
          items: one.items.map(({ state, mark, name, meaning }) => ({
            state,
            mark,
            name: plain(name),
            meaning: plain(meaning),
          })),
        };
      case 'calendar':
        return { ...one, caption: plain(one.caption), label: plain(one.label) };
    }
  };
  const date = new Date(document.time);
  return {
    language: document.language,
    date: {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    },
    title: plain(document.title),
    subtitle: plain(document.subtitle),
    running: plain(document.running),
    cover: document.cover.map(block),
    contents: plain(document.contents),
    sections: document.sections.map(({ title, isAppendix = false, blocks }) => ({
      title: plain(title),
      isAppendix,
      blocks: blocks.map(block),
    })),
    colophon: plain(document.colophon),
  };
};

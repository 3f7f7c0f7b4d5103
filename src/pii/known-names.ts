/**
 * The commonest family names of Japan, and family and given names of the United States (Census Bureau, 2010; Social Security
 * Administration). A name that is here is trusted more; one that is not is no less a name.
 */
const JAPANESE =
  '佐藤 鈴木 高橋 髙橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 齋藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 工藤 今井 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 岩崎 菅原 木下 久保 佐野 野村 松尾 市川 菊地 菊池 杉本 古川 大西 島田 水野 桜井 高野 渡部 吉川 山内 西田 西川 五十嵐 北村 安田 中田 川口 平田 川崎 飯田 東 吉村 本田 久保田 沢田 辻 関 川上 永井 小松 田口 中西 福島 大久保 矢野 服部 岩田 土屋 福井 川村';
const LATIN =
  'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura saito shimizu yamazaki mori abe ikeda hashimoto ishikawa yamashita nakajima ishii ogawa maeda okada hasegawa fujita goto kondo murakami endo aoki sakamoto taro jiro hanako ichiro kenji yuki akira hiroshi takashi smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley emily emma olivia sophia kimberly donna michelle carol amanda melissa deborah laura alice kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen peter';

const japanese = new Set(JAPANESE.split(' '));
const latin = new Set(LATIN.split(' '));

/** Does a Japanese text begin with a family name that is known? */
export const beginsWithFamilyName = (text: string): boolean =>
  [1, 2, 3].some((length) => japanese.has(text.slice(0, length)) && text.length > length);

/** Is one of these words of Latin letters a known name? */
export const holdsKnownName = (words: readonly string[]): boolean =>
  words.some((word) => latin.has(word.toLowerCase()));

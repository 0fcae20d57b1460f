// Encodings of before Unicode: tables, and telling them apart by what they make of the bytes.
#include <gtest/gtest.h>
#include <iconv.h>

#include <string>
#include <vector>

#include "ingest/text/charset_evidence.h"
#include "ingest/text/charsets.h"
#include "ingest/text/decode.h"
#include "ingest/text/legacy_repair.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"
#include "tests/support/legacy_encoder.h"

namespace hoptac {
namespace {

constexpr Charset kVietnamese[] = {Charset::kTcvn3,  Charset::kVni, Charset::kWindows1258,
                                   Charset::kViscii, Charset::kVps, Charset::kTcvn5712};

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::string decoded_bytes(Charset charset, std::string_view bytes) {
  std::u32string letters;
  decode_bytes(charset, bytes, letters);
  return clean_text(utf8(letters));
}

// What a decoder can give back: TCVN3 has no capitals with tones.
std::string expected(Charset charset, std::string_view text) {
  if (charset != Charset::kTcvn3) return std::string(text);
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    const std::string_view letter = text.substr(begin, pos - begin);
    const bool capital = c < 0x80 || std::u32string_view(U"ĂÂÊÔƠƯĐ").find(c) != std::u32string_view::npos;
    out += capital ? std::string(letter) : to_lower(letter);
  }
  return out;
}

TEST(Charsets, AllLettersComeBack) {
  for (const Charset charset : kVietnamese) {
    for (const char32_t c : vietnamese_letters()) {
      const std::string letter = utf8({&c, 1});
      EXPECT_EQ(decoded_bytes(charset, encode_legacy(charset, letter)), expected(charset, letter))
          << charset_name(charset) << " " << static_cast<int>(charset);
    }
  }
  EXPECT_EQ(vietnamese_letters().size(), 134U);
}

// The converters of the C library are the check where it has them.
TEST(Charsets, AgreeWithIconv) {
  struct Row {
    const char* name;
    Charset charset;
  };
  for (const Row row : {Row{"TCVN", Charset::kTcvn5712}, Row{"VISCII", Charset::kViscii},
                        Row{"CP1258", Charset::kWindows1258}, Row{"CP1252", Charset::kWindows1252}}) {
    iconv_t converter = iconv_open("UTF-8", row.name);
    if (converter == iconv_t(-1)) continue;  // NOLINT: what iconv.h gives
    for (int byte = 0x80; byte < 0x100; ++byte) {
      char in[] = {'x', static_cast<char>(byte), 'y'};
      char out[32] = {};
      char* from = in;
      char* to = out;
      std::size_t left = sizeof in;
      std::size_t room = sizeof out;
      iconv(converter, nullptr, nullptr, nullptr, nullptr);
      if (iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) continue;
      iconv(converter, nullptr, nullptr, &to, &room);  // a letter is held back in case a mark follows
      EXPECT_EQ(decoded_bytes(row.charset, {in, sizeof in}), clean_text(out)) << row.name << " " << byte;
    }
    iconv_close(converter);
  }
}

TEST(Charsets, Windows1252IsThatOfTheWeb) {
  for (int byte = 0; byte < 256; ++byte)
    EXPECT_EQ(windows1252_byte(windows1252(static_cast<unsigned char>(byte))), byte);
  EXPECT_EQ(windows1252(0x81), 0x81U);
  EXPECT_EQ(windows1252_byte(U'ệ'), -1);
}

TEST(Evidence, SyllablesAsTheyAreSpelled) {
  for (const std::u32string_view good : {U"cộng", U"hòa", U"hoà", U"xã", U"nghĩa", U"việt", U"được", U"giếng", U"gì",
                                         U"quốc", U"khuỷu", U"đắk", U"ý", U"kỷ", U"thuở", U"người", U"huế"}) {
    EXPECT_TRUE(is_spelled_syllable(good)) << utf8(good);
  }
  for (const std::u32string_view bad :
       {U"céng", U"hợpp", U"kà", U"ngế", U"gê", U"tổt", U"cảc", U"viéc", U"tiéng", U"ngừơi", U"ghà"}) {
    EXPECT_FALSE(is_spelled_syllable(bad)) << utf8(bad);
  }
}

constexpr std::string_view kTexts[] = {
    "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Sáng 12/5, Bệnh viện Đa khoa Biển Xanh và Đại học Y Hokusei (Nhật Bản) đã ký biên bản ghi nhớ về đào tạo điều "
    "dưỡng "
    "và chăm sóc người cao tuổi. Theo biên bản, mỗi năm bệnh viện cử 12 điều dưỡng sang Nhật Bản học ba tháng.\n"
    "Ông Nguyễn Văn Hưởng, Giám đốc bệnh viện, cho biết hai bên sẽ tổ chức kỷ niệm mười năm hợp tác.\n",
    "Hợp tác quốc tế về y tế cộng đồng và nghiên cứu khoa học giữa các trường đại học.",
    "Bệnh viện Chợ Rẫy ký thỏa thuận hợp tác",
    "Trường Đại học Y Dược Cần Thơ",
    "Biên bản ghi nhớ",
};

TEST(Legacy, BytesOfEachEncoding) {
  for (const std::string_view text : kTexts) {
    for (const Charset charset : kVietnamese) {
      const auto got = decode(encode_legacy(charset, text));
      ASSERT_TRUE(got.has_value()) << text << static_cast<int>(charset) << describe(got.error());
      EXPECT_EQ(clean_text(got->text), expected(charset, text)) << static_cast<int>(charset);
      EXPECT_EQ(got->encoding, charset_name(charset)) << text;
      EXPECT_GE(got->confidence, 0.6);
    }
  }
}

TEST(Legacy, GlyphCodesInUnicode) {
  for (const std::string_view text : kTexts) {
    for (const Charset charset :
         {Charset::kTcvn3, Charset::kVni, Charset::kWindows1258, Charset::kViscii, Charset::kVps}) {
      if (charset == Charset::kVps && text == kTexts[3]) continue;
      const auto got = decode(as_windows1252(encode_legacy(charset, text)));
      ASSERT_TRUE(got.has_value());
      EXPECT_EQ(clean_text(got->text), expected(charset, text)) << static_cast<int>(charset);
      EXPECT_EQ(got->encoding, std::string(charset_name(charset)) + " in UTF-8") << text;
    }
  }
}

// PDF files show the code of ư, a soft hyphen in windows-1252, as a hyphen.
TEST(Legacy, HyphensOfTcvn3InPdf) {
  const auto got = decode(
      "Tr-êng §¹i häc Y D-îc vµ BÖnh viÖn §a khoa ®· ký biªn b¶n ghi nhí nh-\nch-¬ng tr×nh l-u häc sinh, kinh tÕ-x· "
      "héi, "
      "t- vÊn e-mail, ngµy 12-5-2020 - Hµ Néi");
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->text,
            "Trường Đại học Y Dược và Bệnh viện Đa khoa đã ký biên bản ghi nhớ như\nchương trình lưu học sinh, kinh "
            "tế-xã hội, "
            "tư vấn e-mail, ngày 12-5-2020 - Hà Nội");
}

TEST(Legacy, Utf8EncodedTwiceAndThrice) {
  for (const std::string_view text : kTexts) {
    const std::string twice = as_windows1252(text);
    for (const std::string& bytes : {twice, as_windows1252(twice)}) {
      const auto got = decode(bytes);
      ASSERT_TRUE(got.has_value());
      EXPECT_EQ(got->text, text);
      EXPECT_EQ(got->encoding, "double UTF-8");
    }
  }
  EXPECT_EQ(decode(as_windows1252("L’été à Paris, “Île-de-France”, passé"))->text,
            "L’été à Paris, “Île-de-France”, passé");
}

TEST(Legacy, Utf8TakenForLatin1) {
  std::string bytes;
  for (const char c : kTexts[0]) append_utf8(bytes, static_cast<unsigned char>(c));
  const auto got = decode(bytes);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->text, kTexts[0]);
}

TEST(Legacy, OtherTextsStay) {
  // As bytes of windows-1252 and as UTF-8.
  constexpr std::string_view kWestern[] = {
      "Les médecins français ont été reçus à l’hôpital où ils étaient déjà allés, très tôt, avec une délégation de "
      "Genève.",
      "L’accord, signé à Hué dès l’été 2020, prévoit un échange d’étudiants « à côté » de l’École de médecine.",
      "Où êtes-vous ?",
      "Die Universität Tübingen und das Klinikum München schließen für fünf Jahre ein Abkommen über Ärzteausbildung.",
      "Það er á ári hverju að læknar koma til Íslands; þú og ég, já, þeir eru í Háskóla Íslands á Suðurlandi.",
      "På måndag får två läkare från Malmö gå på möte så att de når fram; då är det över för i år.",
      "El año pasado el señor Muñoz firmó más de un acuerdo: ¿qué será de él? ¡Sí, según la Universidad de Málaga!",
      "São Paulo não assinou até então; a cooperação com a Universidade de Coimbra começa já em março.",
      "The “Memorandum of Understanding” – signed on 3 May – doesn’t cost more than £5 or €6…",
      "Café",
      "Un sous-marin, un porte-avions, un arc-en-ciel; c’est-à-dire un va-et-vient, peut-être un après-midi, là-bas, "
      "Saint-Étienne.",
      "naïve façade",
      "Die Datei »%s« ist in »%s.%s«: leer",
      "A 20 °C sample, ½ dose, © 2020, ±5 µg, 3 × 4 m²",
  };
  for (const std::string_view text : kWestern) {
    const auto bytes = decode(encode_legacy(Charset::kWindows1252, text));
    ASSERT_TRUE(bytes.has_value()) << text << describe(bytes.error());
    EXPECT_EQ(bytes->text, text);
    EXPECT_EQ(bytes->encoding, "windows-1252");
    EXPECT_LT(bytes->confidence, 0.8);
    const auto same = decode(text);
    ASSERT_TRUE(same.has_value());
    EXPECT_EQ(same->text, text);
    EXPECT_EQ(same->encoding, "UTF-8");
    EXPECT_EQ(same->confidence, 1.0);
  }
}

std::string by_iconv(const char* charset, std::string text) {
  iconv_t converter = iconv_open(charset, "UTF-8");
  std::string out(4 * text.size(), '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  iconv(converter, &from, &left, &to, &room);
  iconv(converter, nullptr, nullptr, &to, &room);
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

TEST(Legacy, OtherEncodingsDoNotBecomeVietnamese) {
  struct Row {
    const char* charset;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"CP1250",
       "Się właśnie żółć gęślą jaźń: umowa o współpracy między szpitalem a uczelnią została podpisana w środę."},
      {"CP1250",
       "Nemocnice a lékařská fakulta uzavřely dohodu o spolupráci při vzdělávání zdravotníků v příštím roce."},
      {"CP1251", "Больница и университет подписали меморандум о сотрудничестве в области подготовки врачей."},
      {"KOI8-R", "Больница и университет подписали меморандум о сотрудничестве в области подготовки врачей."},
      {"CP1253", "Το νοσοκομείο και το πανεπιστήμιο υπέγραψαν μνημόνιο συνεργασίας για την εκπαίδευση."},
      {"GBK", "医院与大学签署了关于培训医生的合作备忘录。双方将在五年内交换学生和教师。"},
      {"SHIFT_JIS", "病院と大学は医師の研修に関する覚書に署名した。今後五年間、学生と教員を交換する。"},
      {"EUC-KR", "병원과 대학교는 의사 교육에 관한 양해각서를 체결했다. 앞으로 학생과 교수를 교환한다."},
  };
  for (const Row& row : kRows) {
    const std::string bytes = by_iconv(row.charset, std::string(row.text));
    const auto got = decode(bytes);
    EXPECT_TRUE(!got || got->encoding == "windows-1252") << row.text << got->encoding << got->text;
    EXPECT_TRUE(!got || got->confidence < 0.6) << row.text;
    const auto declared = decode(bytes, row.charset);
    ASSERT_TRUE(declared.has_value()) << row.text;
    EXPECT_EQ(declared->text, row.text);
  }
}

TEST(Legacy, MixedDamage) {
  const std::string good = "Bệnh viện Đa khoa Biển Xanh và Đại học Y Hokusei đã ký biên bản ghi nhớ.\n";
  const std::string more = "Theo biên bản, mỗi năm bệnh viện cử mười hai điều dưỡng sang Nhật Bản học ba tháng.\n";
  const std::string quoted = "Hai bên ký văn bản gọi là “bệnh viện bà”, đào tạo và… chăm sóc mẹ già – trẻ nhỏ.\n";
  struct Row {
    std::string bytes;
    std::string text;
    std::string encoding;
  };
  const Row rows[] = {
      {good + encode_legacy(Charset::kTcvn3, more) + good, good + more + good, "UTF-8 + TCVN3"},
      {good + encode_legacy(Charset::kVni, more) + encode_legacy(Charset::kViscii, more) + good,
       good + more + more + good, "VNI + VISCII + UTF-8"},
      {encode_legacy(Charset::kTcvn3, more) + encode_legacy(Charset::kVni, more), more + more, "TCVN3 + VNI"},
      {good + encode_legacy(Charset::kUtf8, more) + good, good + more + good, "UTF-8 + double UTF-8"},
      {good + as_windows1252(encode_legacy(Charset::kVni, more)), good + more, "VNI in UTF-8 + UTF-8"},
      {good + "Công ty " + as_windows1252(encode_legacy(Charset::kTcvn3, "hợp tác với trường đại học")) +
           " của Việt Nam",
       good + "Công ty hợp tác với trường đại học của Việt Nam", "UTF-8 + TCVN3 in UTF-8"},
      {good + "Giá \x93trọn gói\x94 là 5 \x80\n" + more, good + "Giá “trọn gói” là 5 €\n" + more,
       "UTF-8 + windows-1252"},
      {good + encode_legacy(Charset::kUtf8, more) + encode_legacy(Charset::kTcvn3, more), good + more + more, ""},
      // What closes a word is no torn sequence of UTF-8.
      {good + encode_legacy(Charset::kTcvn3, quoted), good + quoted, "TCVN3 + UTF-8"},
      {good + "Bo\xEEte \x93voil\xE0\x94, voil\xE0\x85 caf\xE9\x97"
              "bar\n",
       good + "Boîte “voilà”, voilà… café—bar\n", "UTF-8 + windows-1252"},
  };
  for (const Row& row : rows) {
    const auto got = decode(row.bytes);
    ASSERT_TRUE(got.has_value()) << describe(got.error());
    EXPECT_EQ(clean_text(got->text), row.text);
    EXPECT_TRUE(row.encoding.empty() || got->encoding == row.encoding) << got->encoding << " " << row.encoding;
    EXPECT_LT(got->confidence, 1.0);
  }
}

TEST(Legacy, DamageThatCannotBeMendedNamesTheByte) {
  for (const std::string_view bytes : {"Bệnh viện ký biên bản ghi nhớ, hợp t\xE1\xBB",
                                       "Bệnh viện\xE1\xBA ký biên bản ghi nhớ", "Bệnh viện \xE2\x80 ký biên bản"}) {
    const auto got = decode(bytes);
    ASSERT_FALSE(got.has_value()) << got->text;
    EXPECT_EQ(got.error().code, ErrorCode::kBadEncoding);
    EXPECT_NE(got.error().detail.find("is not UTF-8"), std::string::npos);
  }
}

TEST(Legacy, ADeclaredCharsetIsEvidenceNotTruth) {
  struct Row {
    std::string bytes;
    std::string_view declared;
    std::string_view encoding;
  };
  const std::string text(kTexts[0]);
  const Row rows[] = {
      {encode_legacy(Charset::kVni, text), "iso-8859-1", "VNI"},
      {encode_legacy(Charset::kTcvn3, text), "windows-1252", "TCVN3"},
      {encode_legacy(Charset::kViscii, text), "utf-8", "VISCII"},
      {encode_legacy(Charset::kVps, text), "windows-1258", "VPS"},
      {text, "iso-8859-1", "UTF-8"},
      {encode_legacy(Charset::kWindows1258, text), "windows-1252", "windows-1258"},
  };
  for (const Row& row : rows) {
    const auto got = decode(row.bytes, row.declared);
    ASSERT_TRUE(got.has_value()) << row.encoding;
    EXPECT_EQ(clean_text(got->text), row.encoding == "TCVN3" ? expected(Charset::kTcvn3, text) : text);
    EXPECT_EQ(got->encoding, row.encoding);
  }
  // Too short to tell: the label decides.
  EXPECT_EQ(decode("Hu\xAA", "viscii")->text, "Huế");
  EXPECT_EQ(decode("Hu\xD5", "x-viet-tcvn")->text, "Huế");
}

TEST(Legacy, Capitals) {
  const std::string text =
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐỘC LẬP - TỰ DO - HẠNH PHÚC\nBỆNH VIỆN ĐẠI HỌC Y DƯỢC\n";
  for (const Charset charset :
       {Charset::kVni, Charset::kWindows1258, Charset::kViscii, Charset::kVps, Charset::kTcvn5712}) {
    const auto got = decode(encode_legacy(charset, text));
    ASSERT_TRUE(got.has_value()) << charset_name(charset);
    EXPECT_EQ(clean_text(got->text), text) << charset_name(charset);
  }
  // Fonts of capitals have small letters.
  const auto got = decode(encode_legacy(Charset::kTcvn3, text + "Ở Hà Nội, UBND xã Đồ Sơn và TP. Huế\n"));
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->text, text + "ở Hà Nội, UBND xã Đồ Sơn và TP. Huế\n");
}

}  // namespace
}  // namespace hoptac

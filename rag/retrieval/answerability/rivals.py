"""The words of a question, a sentence -> whether its figure is of another thing of the same sort. Pure.

A report that tells of 城中村 alone does not tell how many 棚户区 there are, though hardly anything is nearer to it. The
words are those of the things that reports count, each with the others that are counted beside it.
"""

from __future__ import annotations

# A figure tells of one of these alone, and never of the other.
_PAIRS = (
    "城镇 农村", "进口 出口", "国家级 省级 市级 县级", "公办 民办", "产量 销量 产值", "存款 贷款",
)  # fmt: skip
_BOTH = ("城乡", "进出口", "产销", "存贷")
# Things of one sort; names of the same thing are parted by a stroke.
_SORTS = (
    "幼儿园/学前教育 小学 初中/中学 高中 特殊教育 职业学校/职业院校/职业高中 大学/高校 义务教育",
    "公租房/公共租赁住房 保障性租赁住房/保租房 配售型 人才公寓/人才住房 安置房",
    "城中村 棚户区/棚改 老旧小区/老小区 危房/农房 厕所/户厕",
    "养老/老年 托育/托位/婴幼儿 医院/医疗/卫生院/医保",
    "粮食 小麦 玉米 水稻/稻谷 大豆 棉花 油菜 油料 蔬菜 水果/苹果/葡萄/柑橘 茶叶 药材 造林/绿化/种草",
    "生猪 肉牛/奶牛/牛饲养/养牛 肉羊/羊饲养/养羊 家禽/肉鸡/蛋鸡 水产",
    "光伏/太阳能 风电/风能 水电 火电/煤电 核电",
    "供热/供暖 供水/自来水 燃气/天然气 污水 雨水 垃圾 厕所/户厕",
    "郊野公园 口袋公园 湿地公园 森林公园 书屋/书房",
    "PM2.5 PM10 优良天数/优良率/优的天数 臭氧 重污染",
    "税收 预算收入/财政收入",
    "利润 营业收入/营收 产值 增加值 研发",
    "失业 就业",
    "死亡/亡人 受伤",
    "高铁 地铁/轨道交通 高速公路 农村公路/乡村道路/乡村公路 航线 公交",
    "教师/老师 医生/医师 护士 专家/教授 就业",
    "充电桩/充电设施 停车位/泊位/停车场 电梯 5G/基站 路灯",
    "诈骗 涉恶/涉黑/扫黑 非法集资 矛盾纠纷/信访 火灾",
    "进出口/外贸 对外投资 外资 零售总额/社零",
    "门票/票价 房价/房租 租金 物业费 学费/保教费 工资",
    "大学生/毕业生 农民工 退役军人 残疾人",
    "文化馆 图书馆 博物馆 体育馆 景区",
    "床位 学位 车位/泊位 岗位",
    "高新技术企业/高企 科技型中小企业 专精特新/小巨人 瞪羚 独角兽 规上/规模以上 市场主体/经营主体 上市",
    "专利 商标 论文",
    "养老保险 医疗保险/医保 失业保险 工伤保险 低保",
    "机场/航班/民航 港口/码头/港航 火车站/高铁站 快递 邮政",
    "旅客/客运/客流 货物/货运/货邮/集装箱",
    "服务业/第三产业 工业/第二产业 农业/第一产业 建筑业",
    "收入 支出",
    "常住人口 户籍人口 流动人口",
    "博士 硕士 本科",
    "志愿者 社工/社会工作者 网格员",
    "公交 出租车 网约车",
)

# A part or a measure that is asked for, each with the words that tell of it.
_PARTS = (
    "入境 入境/境外/外国/国际", "境外游客 入境/境外/外国/国际", "城镇居民 城镇/城乡/城市",
    "农村居民 农村/农民/城乡/乡村", "单产 单产/亩产", "一个月 月", "每月 月", "日均 日均/每天/每日",
)  # fmt: skip


def _read(line: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(names.split("/")) for names in line.split())


_RIVALS = tuple(map(_read, _PAIRS))
_OTHERS = tuple(map(_read, _SORTS))
_NARROWER = tuple(map(_read, _PARTS))


def tells_rival(asked: str, sentence: str, told: str) -> bool:
    """Whether ``told`` names another thing of the sort of one that is asked for, which the sentence does not name."""
    if not any(both in sentence for both in _BOTH):
        for both in _BOTH:
            asked = asked.replace(both, " ")
        if any(_is_other(rivals, asked, sentence, told) for rivals in _RIVALS):
            return True
    return any(_is_other(sort, asked, sentence, told) for sort in _OTHERS)


def tells_of_more(asked: str, sentence: str) -> bool:
    """A part is asked for, and the sentence does not speak of it: 入境游客 where it tells of 游客."""
    return any(_names(part, asked) and not _names(words, sentence) for part, words in _NARROWER)


def _is_other(sort: tuple[tuple[str, ...], ...], asked: str, sentence: str, told: str) -> bool:
    wanted = [names for names in sort if _names(names, asked)]
    if not wanted or any(_names(names, sentence) for names in wanted):
        return False
    return any(_names(names, told) for names in sort if names not in wanted)


def _names(names: tuple[str, ...], text: str) -> bool:
    return any(name in text for name in names)

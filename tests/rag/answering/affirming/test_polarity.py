"""What a clause says to a question is yes, unless it denies, turns round, puts off or ranks otherwise."""

from __future__ import annotations

import pytest

from rag.answering.affirming.polarity import read_told, says_yes


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年会不会出台育儿补贴政策？", "出台育儿补贴政策"),
        ("20项民生实事是否都完成了？", "20项民生实事全面完成"),
        ("有没有水厂还没有停产？", "3座水厂没有停产"),
        ("青溪大桥还没有通车吗？", "青溪大桥未能通车"),
        ("养老金会不会涨？", "提高退休人员基本养老金"),
        ("投资完成率是不是超过了100%？", "重大项目投资完成率119.7%"),
        ("粮食单产进入全国前十了吗？", "粮食单产居全国第4位"),
        ("保交楼项目是否全部交付？", "保交楼项目交付率达100%"),
        ("青溪机场已经开工了吗？", "推动青溪机场全面开工"),
    ],
)
def test_what_the_question_states_is_told(question: str, told: str) -> None:
    assert says_yes(read_told(question, told)) is True


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年发生过重大安全事故吗？", "全年未发生重大安全事故"),
        ("去年有没有水库溃坝？", "成功应对洪水，无人员伤亡、无水库溃坝、无堤防决口"),
        ("完成年初目标了吗？", "投资、进出口等指标未达到年初目标"),
        ("实事是不是还有没办完的？", "10件实事全部办结"),
        ("“三公”经费是不是涨了？", "“三公”经费连续11年下降"),
        ("居民消费价格是不是大涨了？", "财政收入增长0.7%，居民消费价格与上年基本持平"),
        ("青溪机场今年就开工了吗？", "开工建设南山机场，推进青溪机场前期工作"),
        ("西山陵是不是已经申遗成功了？", "全力争取西山陵申遗成功"),
        ("汽车产量居全国第一位，对吗？", "汽车产量增长94.5%、达168.4万辆，居全国第2位"),
        ("粮食总产量进入全国前十了吗？", "粮食总产量466亿斤、全国排名上升到第13位，单产跃居全国第一"),
        ("保交房项目已经全部交付了吗？", "保交房项目交付率94.6%"),
        ("失业率有没有超过5.5%？", "城镇调查失业率5.3%"),
        ("长江禁渔会在今年放开吗？", "坚定推进长江十年禁渔"),
    ],
)
def test_the_contrary_is_told(question: str, told: str) -> None:
    assert says_yes(read_told(question, told)) is False


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("水质是不是下降了？", "水质保持Ⅱ类以上"),
        ("装机总量是不是排到全国第一？", "抽水蓄能、风电光伏装机总量居全国第1、第2位"),
    ],
)
def test_what_is_not_told_is_left_open(question: str, told: str) -> None:
    assert says_yes(read_told(question, told)) is None


def test_what_is_asked_for_as_built_is_affirmed_by_its_own_clause() -> None:
    """Another thing in the sentence is built, and this one is not told of so far."""
    question = "新的文化服务中心建好了吗"
    assert says_yes(read_told(question, "建成老年服务中心，文化服务中心选定地点并开展设计")) is None
    assert says_yes(read_told(question, "文化服务中心选定地点，老年服务中心建成投用")) is None
    assert says_yes(read_told(question, "文化服务中心建成投用，老年服务中心选定地点")) is True

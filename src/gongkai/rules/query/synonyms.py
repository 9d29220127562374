"""Words that people say, and the words for them in official papers.

A question in plain words is also ranked by the other words of a group that it has a word of, at a lower
weight. Phrases are never searched by them: what was typed is found as typed.
"""

from __future__ import annotations

import re
from functools import cache

# One group a line, the words of a group near each other in meaning. Words of two characters and more only.
_GROUPS = """
抽烟 吸烟 控烟 烟草
喝酒 饮酒 酒类
发胖 肥胖 超重 减肥
看病 就医 就诊 诊疗 医疗
医生 医师 医务人员
开药 处方 用药 配药
住院 入院
生病 患病 疾病
得病 患者 病人
打疫苗 接种 预防接种 免疫规划
打针 接种 注射
体检 健康检查
上门 入户 居家
急救 院前急救 救护
私立 民办 社会办 非公立 民营
公立 公办 政府办
老人 老年人 高龄 养老 年长者
老百姓 群众 居民 公众 市民 公民
小孩 孩子 儿童 未成年人 少儿
婴儿 新生儿 婴幼儿 宝宝
孕妇 孕产妇 产妇
生孩子 生育 分娩
二胎 三孩 多子女
带孩子 托育 托幼 照护 看护
年轻人 青年 青少年
学生 在校生
大学生 高校毕业生 毕业生 应届生
上学 入学 就读 就学
幼儿园 学前教育
小学 初中 义务教育
补课 校外培训 培训机构
老师 教师 教职工
校车 接送车辆
学费 学杂费 教育费用
助学金 资助 奖学金
残疾 残障 残疾人
穷人 困难群众 贫困 低收入
低保 最低生活保障
五保 特困 供养
孤儿 困境儿童
救济 救助 帮扶
打工 务工 就业
农民工 务工人员 进城务工
找工作 就业 求职 招聘 应聘
失业 下岗 待业
工资 薪酬 薪资 劳动报酬 欠薪
加班 工作时间 工时
辞退 解雇 解除劳动合同
上班 工作 任职
退休 退职 离休
养老金 退休金 养老保险
社保 社会保险
医保 医疗保险 医疗保障
工伤 工伤保险
公积金 住房公积金
报销 支付比例 结算
职称 专业技术资格 职务晋升
升职 晋升 上升通道
考公务员 公务员 录用
公司 企业 单位 用人单位
老板 经营者 负责人 法定代表人
小公司 小微企业 中小企业
私企 民营企业 民营经济
国企 国有企业
开店 个体工商户 经营场所 个体户
开公司 设立企业 企业开办 注册登记
注册 登记 备案
执照 营业执照 许可证
关门 停业 歇业 注销
倒闭 破产 注销
创业 创办 自主创业
孵化器 众创空间 创业基地
投资 招商 引资
交税 纳税 缴税 税收
减税 税收优惠 减免 减征
免税 免征 零关税 关税
发票 票据
贷款 信贷 融资 借款
担保 增信 保证
利息 贴息 利率
补贴 补助 奖励 扶持 资助 奖补
补偿 赔偿 安置
奖金 奖励 奖补资金
钱 资金 经费 费用
花钱 费用 支出 收费
掏钱 出资 承担费用 分担
收费 收取费用 价格 标准
免费 无偿 不收费
涨价 价格 调价
便宜 优惠 降价
罚钱 罚款 处罚 行政处罚
没收 罚没 扣押
违法 违规 违反
举报 投诉 检举
投诉 信访 诉求
官司 诉讼 起诉
打假 假冒伪劣 侵权
骗钱 诈骗 欺诈
买房 购房 商品房
卖房 房屋交易 转让
租房 租赁住房 承租
公租房 公共租赁住房 保障性住房 廉租房
房子 房屋 住房 住宅
房产证 不动产登记 不动产权
拆迁 征收 搬迁 拆除
危房 危旧房 危险房屋
物业 物业服务 物业管理
装电梯 加装电梯
小区 住宅小区 社区
老旧小区 旧改 城镇老旧小区改造
取暖 供热 供暖 采暖
停水 供水 用水
停电 供电 用电
煤气 燃气 天然气
垃圾 废弃物 生活垃圾
污水 废水 排水
排污 污染物排放 排放
雾霾 大气污染 空气质量
噪音 噪声
种树 造林 绿化 植树
养狗 犬只 养犬
坐车 乘车 公共交通 出行
公交车 公共汽车 公交
地铁 轨道交通
打车 出租车 网约车 出租汽车
停车 停车场 泊位
堵车 拥堵 交通拥堵
开车 驾驶 机动车
电动车 电动自行车
新能源车 新能源汽车
充电桩 充电设施
修路 道路建设 养护
路灯 照明设施
种地 耕种 农业生产 种植
种粮 粮食生产
农民 农户 农村居民
养猪 生猪 畜禽养殖
养殖 畜牧 水产
化肥 农药 农资
土地流转 土地经营权
宅基地 农村住宅
农村厕所 改厕 卫生厕所
乡下 农村 乡村
城里 城镇 城市
火灾 消防 防火
着火 火灾 灭火
地震 防震 抗震
洪水 防汛 洪涝 防洪
灾害 自然灾害 受灾
应急 突发事件 应急预案
安全事故 生产安全 安全生产
矿山 煤矿 非煤矿山
食品 餐饮 食品安全
饭店 餐饮服务 餐馆
旅游 文旅 游客
景区 景点 旅游区
门票 票价
比赛 赛事 竞赛
球队 俱乐部 运动队
锻炼 健身 体育活动
电影 影视 演出
图书馆 公共文化
古迹 文物 历史建筑
专利 知识产权 发明
科研 研发 科学研究 科技攻关
高科技 高新技术 科技创新
人才 专家 高层次人才
引进 招引 引才
落户 户口 户籍 迁入
身份证 居民身份证 有效证件
结婚 婚姻登记
离婚 解除婚姻
去世 死亡 殡葬
火化 殡葬 骨灰
墓地 公墓 殡葬
当兵 征兵 入伍 服役
退伍 退役军人 复员
军人家属 军属 优抚
志愿者 志愿服务
捐款 捐赠 慈善
网站 门户网站 平台
手机 移动端 客户端
上网 互联网 网络
个人信息 隐私
数据 信息资源
办事 办理 政务服务
手续 流程 程序
材料 资料 证明
盖章 印章 公章
排队 预约 等候
窗口 服务大厅 办事大厅
审批 核准 许可
年审 年检 检验
取消 废止 失效
开始 施行 实施 启动
截止 期限 到期 有效期
结束 终止 届满
公布 公开 公示 发布
解释 解读 说明
申请 申报 报名 受理
条件 资格 符合 具备
名单 清单 目录
标准 规范 要求
检查 督查 监督 抽查
考核 评估 评价 考评
负责 牵头 主管 责任单位
领导 组织领导 领导小组
惩罚 问责 追责 处分
表扬 表彰 先进
外国 境外 国外 海外
外国人 境外人员 外籍
出国 出境 因公出国
进口 外贸 采购
出口 外销 外贸
快递 寄递 物流 邮政
网购 电子商务 电商
直播 网络直播
志向 规划 目标
最多 最高 不超过 上限
最少 最低 不低于 不少于 下限
增加 提高 提升 增长
减少 降低 下降 减缓
多少人 人数 人次
比例 占比 率
"""


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    near: dict[str, list[str]] = {}
    for line in _GROUPS.split("\n"):
        words = line.split()
        for word in words:
            near.setdefault(word, []).extend(other for other in words if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in near.items()}


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(sorted((w for w in _groups() if len(w) > 1), key=len, reverse=True)))


def near_words(plain_text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of a (plain) text that have words near them, with these, but those that stand in it.

    >>> near_words("小公司怎么找工作")
    [('小公司', ('小微企业', '中小企业')), ('找工作', ('就业', '求职', '招聘', '应聘'))]
    """
    found = []
    for match in _any().finditer(plain_text):
        others = tuple(word for word in _groups()[match[0]] if len(word) > 1 and word not in plain_text)
        if others:
            found.append((match[0], others))
    return found

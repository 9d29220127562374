"""Every setting that the environment may give: its name, kind, default and meaning, in one place.

``docs/operator.md`` lists them, and a test compares.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. ``default`` is what counts when the environment is silent."""

    name: str
    default: str
    meaning: str


OPTIONS = (
    Option("GONGKAI_HOME", "gongkai-data", "安装所存一切内容的文件夹"),
    Option("GONGKAI_MODE", "development", "development 或 production；生产模式拒绝不安全的设置"),
    Option("GONGKAI_SECRET_KEY", "", "签名密钥；留空时在 GONGKAI_HOME/secrets 里自动生成"),
    Option("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]", "网站可用的域名，逗号分隔"),
    Option("GONGKAI_SITE_URL", "http://127.0.0.1:8000", "网站的永久网址前缀，用于引用和数据文件"),
    Option("GONGKAI_SITE_NAME", "公开", "网站名称"),
    Option("DATABASE_URL", "", "数据库；留空用 GONGKAI_HOME 里的 SQLite，例如 postgresql://user@host/name"),
    Option("GONGKAI_FILES_URL", "", "原件存放处；留空用文件夹，例如 s3://bucket/prefix"),
    Option("GONGKAI_SECOND_FACTOR", "", "required 或 optional；留空时生产模式为 required"),
    Option("GONGKAI_EMAIL_URL", "", "邮件服务器；留空不发信，例如 smtps://user:password@host:465"),
    Option("GONGKAI_EMAIL_FROM", "gongkai@localhost", "发信地址"),
    Option("GONGKAI_PROXY_TLS", "", "1 表示前面的代理终止 TLS 并设置 X-Forwarded-Proto"),
    Option("GONGKAI_UPLOAD_LIMIT_MB", "200", "单个上传文件的上限（MB）"),
    Option("GONGKAI_API_PER_MINUTE", "600", "数据接口每个地址每分钟的请求上限；0 表示不限"),
    Option("GONGKAI_SECURITY_CONTACT", "", "安全漏洞的报告地址，例如 mailto:security@example.org"),
    Option("GONGKAI_READ_ONLY", "", "1 表示只读：任何人都不能改动"),
)
_DEFAULTS = {option.name: option.default for option in OPTIONS}


def option(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The value of the setting ``name``; raises KeyError for one that is not declared.

    >>> option("GONGKAI_SITE_NAME", {"GONGKAI_SITE_NAME": "云滨市政府信息公开"})
    '云滨市政府信息公开'
    """
    default = _DEFAULTS[name]
    return environment.get(name) or default

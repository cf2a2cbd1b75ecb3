"""starters: what the files say that `seclint init` writes."""

CONFIG = """\
# seclint 的配置；每个键的意思和取值，编辑器可用 seclint/config.schema.json 补全。
# 去掉行首的 # 就起作用；seclint check --show-settings 列出起作用的。

# extend = "../seclint.toml"    # 以上级单位的配置为底
# rules = ["本单位规则/"]       # 另加的规则目录
# profile = "web"               # 发布渠道：web、petition-answer、procurement 等
# select = ["MK", "PI"]         # 只用这些规则；缺省全用
# extend-select = ["CR"]        # 在 select 或渠道之外再加
# ignore = ["MK054"]            # 不用这些规则
# fail-on = "warning"           # 从这一级起不放行：info、warning、error
# exclude = [".git", "~$*"]     # 不查的文件，取代缺省的
# extend-exclude = ["归档/"]    # 在缺省之外再不查这些
# respect-gitignore = true      # 不查 .gitignore 排除的

# 讲规则的教材、试题里，例子不算问题：
# [per-file-ignores]
# "培训/*.md" = ["MK", "PI"]

# 放行一处：写明谁放行、为什么；可以有期限。到期和没有用到的会列出：
# [[allow]]
# path = "公告.md"
# rule = "PI020"                # 或者不写这两行，写 fingerprint（seclint why 给出）
# by = "张三"
# reason = "对外公开的值班电话"
# until = 2026-12-31
"""

HOOKS = """\
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: seclint-check
      - id: seclint-office
      - id: seclint-commit-msg
"""

PRE_COMMIT = """\
# pip install pre-commit && pre-commit install -t pre-commit -t commit-msg
minimum_pre_commit_version: 3.2.0
repos:
"""

GITHUB = """\
name: 保密审查
"on":
  pull_request:
  push:

permissions:
  contents: read

jobs:
  seclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "seclint @ git+{repo}@{rev}"
      - run: seclint check .
"""

GITEA = """\
name: 保密审查
"on": [push, pull_request]

jobs:
  seclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          python3 -m venv .venv
          .venv/bin/pip install -q "seclint @ git+{repo}@{rev}"
          .venv/bin/seclint check -f concise .
"""

GITLAB = """\
保密审查:
  image: python:3.12
  script:
    - pip install -q "seclint @ git+{repo}@{rev}"
    - seclint check -f concise . --also gitlab=gl-code-quality.json
  artifacts:
    when: always
    expire_in: 1 week
    reports:
      codequality: gl-code-quality.json
"""

JENKINS = """\
stage('保密审查') {{
    steps {{
        sh '''
            python3 -m venv .venv
            .venv/bin/pip install -q "seclint @ git+{repo}@{rev}"
            .venv/bin/seclint check -f concise . --also junit=seclint.xml
        '''
    }}
    post {{
        always {{
            junit 'seclint.xml'
        }}
    }}
}}
"""

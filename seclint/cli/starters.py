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
        args: [--staged]  # 只算这次改动的行；去掉就查整个文件
      - id: seclint-office
        args: [--staged]
      - id: seclint-commit-msg
"""

PRE_COMMIT = """\
# pip install pre-commit && pre-commit install -t pre-commit -t commit-msg
minimum_pre_commit_version: 3.2.0
repos:
"""

GITHUB = """\
# 合并请求里只算新增、改动的行；其余时候查全库，有基线的只算基线里没有的。
# 用基线的，把 .seclint.key 里的密钥存进仓库的 Secrets，名为 SECLINT_KEY。
name: 保密审查
"on":
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  seclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "seclint @ git+{repo}@{rev}"
      - env:
          BASE: ${{{{ github.event.pull_request.base.sha }}}}
          SECLINT_KEY: ${{{{ secrets.SECLINT_KEY }}}}
        run: |
          if [ -n "$BASE" ]; then
            set -- --since "$BASE"
          elif [ -f .seclint-baseline.json ]; then
            set -- --baseline .seclint-baseline.json --frozen
          fi
          seclint check . "$@"
"""

GITEA = """\
# 合并请求里只算新增、改动的行；其余时候查全库，有基线的只算基线里没有的（密钥存为 SECLINT_KEY）。
name: 保密审查
"on": [push, pull_request]

jobs:
  seclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - env:
          BASE: ${{{{ github.event.pull_request.base.sha }}}}
          SECLINT_KEY: ${{{{ secrets.SECLINT_KEY }}}}
        run: |
          python3 -m venv .venv
          .venv/bin/pip install -q "seclint @ git+{repo}@{rev}"
          if [ -n "$BASE" ]; then
            set -- --since "$BASE"
          elif [ -f .seclint-baseline.json ]; then
            set -- --baseline .seclint-baseline.json --frozen
          fi
          .venv/bin/seclint check -f concise . "$@"
"""

GITLAB = """\
# 合并请求里只算新增、改动的行；默认分支查全库，有基线的只算基线里没有的。
# 用基线的，把密钥设为遮盖的变量 SECLINT_KEY。
保密审查:
  image: python:3.12
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0"
  script:
    - pip install -q "seclint @ git+{repo}@{rev}"
    - |
      if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then
        set -- --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      elif [ -f .seclint-baseline.json ]; then
        set -- --baseline .seclint-baseline.json --frozen
      fi
      seclint check -f concise . "$@" --also gitlab=gl-code-quality.json
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
            if [ -n "$CHANGE_TARGET" ]; then  # 合并请求：只算新增、改动的行
                target="refs/remotes/origin/$CHANGE_TARGET"
                git fetch -q --no-tags origin "+refs/heads/$CHANGE_TARGET:$target"
                set -- --since "$target"
            elif [ -f .seclint-baseline.json ]; then  # 密钥由 SECLINT_KEY 给出
                set -- --baseline .seclint-baseline.json --frozen
            fi
            .venv/bin/seclint check -f concise . "$@" --also junit=seclint.xml
        '''
    }}
    post {{
        always {{
            junit 'seclint.xml'
        }}
    }}
}}
"""

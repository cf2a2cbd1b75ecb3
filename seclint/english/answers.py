"""answers: what commands print, and what a run says of itself."""

ANSWERS = {
    "审查": "reviewing",
    "seclint: 没有找到要审查的文件": "seclint: no files to review",
    "seclint: 没有改动的文件要审查": "seclint: no changed files to review",
    "seclint: 有 {} 处豁免不起作用，见报告": "seclint: {} exemptions have no effect: see the report",
    "seclint: 只审查了名称，没有读内容": "seclint: only names were reviewed, no content was read",
    "基线 {} 里有 {} 处已经不在": "{1} of the baseline {0} are there no more",
    "{}：{} 处": "{}: {} findings",
    "{}：{} 处，新增 {}，去掉 {}": "{}: {} findings, {} new, {} taken out",
    "不许豁免的没有记入，处置以前总会报：{}": (
        "left out, since they may not be exempted, and told until they are dealt with: {}"
    ),
    "另有 {} 处未能审查，不能记入基线": "{} were not reviewed, and no baseline can hold them",
    "已删去缓存里的 {} 个文件": "{} files of the cache were deleted",
    # rules, test
    "{} 条规则，{} 个例子：{} 通过，{} 未通过": "{} rules, {} examples: {} passed, {} failed",
    "{} 第{}行的例子：{*}": "{}, the example in line {}: {}",
    "没有发现：{}": "not found: {}",
    "不该发现：{}": "should not be found: {}",
    "级别是 {}，不是 {}": "its severity is {}, not {}",
    "原为 {}": "was {}",
    "{} 及以下不报：{}": "{} and below is not reported: {}",
    "改判的级别随之提高": "its levels are raised with it",
    "级别  {*}": "severity  {}",
    "不得公开（{}）": "error",
    "须复核（{}）": "warning",
    "提示（{}）": "info",
    "类别  {}": "kind      {}",
    "说明  {}": "message   {}",
    "处置  {}": "remedy    {}",
    "依据  {}": "basis     {}",
    "案例  {}": "case      {}",
    "报告  {}": "flag      {}",
    "放行  {}": "pass      {}",
    "报告  {}（位于 {}）": "flag      {} (in {})",
    "放行  {}（位于 {}）": "pass      {} (in {})",
    "查找  {*}": "finds     {}",
    "条件  {*}": "where     {}",
    "放行词  {}": "allow     {}",
    "让位于  {}": "yields to {}",
    "改判  {*}": "level     {}",
    "不得公开（error）：{*}": "error: {}",
    "须复核（warning）：{*}": "warning: {}",
    "提示（info）：{*}": "info: {}",
    "试行  最高只到提示（info）": "preview   info at most",
    "有效期  {}": "valid     {}",
    "豁免  不许豁免": "exemption none is allowed",
    "词语 {}": "words {}",
    "模式 {}": "pattern {}",
    "整行 {}": "line {}",
    "表头有 {} 列以上（其下 {} 行以上）：{}": "{} or more columns (over {} or more rows): {}",
    "{*}有其中 {} 种以上发现：{}": "{}: findings of {} or more of: {}",
    # why
    "    不成立（{*}）": "    falls ({})",
    "    成立 {}（{*}）": "    stands {} ({})",
    "    成立 {}": "    stands {}",
    "    不计（{*}）": "    does not count ({})",
    "    指纹 {}": "    fingerprint {}",
    "  第{}行 {*}  {}  {}": "  line {} {}  {}  {}",
    "  第{}行 {}  {}  {}": "  line {} {}  {}  {}",
    "  折叠后：{}": "  folded: {}",
    "  文种：{}": "  genre: {}",
    "没有规则命中。": "No rule hits anything.",
    "{}：未能审查（{}）{}": "{}: unreviewed ({})",
    # eval
    "读 {} 件、{} 字，其中 {} 件未能审查（或有未能审查的部分）；{} 及以上算找到。": (
        "Read {} files of {} characters; {} were not reviewed, or not all of them. "
        "Found is {} and above."
    ),
    "漏报": "missed",
    "误报": "false",
    "未读": "unread",
    "（不得判 error）": " (never an error)",
    "（应为干净）": " (clean)",
    "（应未能审查）": " (unreviewed)",
    "找到": "found",
    "报告": "reported",
    "查准率": "precision",
    "查全率": "recall",
    "含提示": "with infos",
    "每十万字": "per 100k",
    "集合": "set",
    "文件": "files",
    "字数": "characters",
    "不得公开": "error",
    "须复核": "warning",
    "提示": "info",
    "须复核/十万字": "warning/100k",
    "丢了": "lost",
    "新找到": "gained",
    "新误报": "newly false",
    "消了误报": "no more false",
    "与上次相比没有变化。": "Nothing changed since the last one.",
    "类别": "kind",
    "规则": "rule",
    "与上次相比": "since the last one",
    "  {} 处": "  {} times",
    # show-settings
    "# 配置文件：{}": "# configuration: {}",
    "没有": "none",
    "# {}：不限": "# {}: any",
    "缺省": "default",
    "渠道 {}": "profile {}",
    "# 选项盖过环境变量，环境变量盖过配置，配置盖过缺省；这里是起作用的。": (
        "# An option counts before the environment, that before the configuration, that before a "
        "default; these hold."
    ),
    "# 不写在配置里的：": "# Not of the configuration:",
    # validate
    "配置：{}": "configuration: {}",
    "没有配置文件，用缺省": "none, defaults",
    "规则：{} 个包，{} 条，选用 {} 条": "rules: {} packs, {} rules, {} of them selected",
    "发布渠道：{} 个": "profiles: {}",
    # init
    "将写 {}": "would write {}",
    "已写 {}": "wrote {}",
    "已有 {}，没有改动": "{} is there, left as it is",
    "已有 {}，没有改动；请在 repos 下加上：\n{}": "{} is there, left as it is; add under repos:\n{}",
    "请在 Jenkinsfile 的 stages 里加上：\n{}": "Add to the stages of the Jenkinsfile:\n{}",
    "已有配置 {}，没有另写": "there is a configuration, {}; no other was written",
    "请在 .gitlab-ci.yml 里加上：\n{}": "Add to .gitlab-ci.yml:\n{}",
    "看不出 CI 平台，没有写 CI 文件；可用 --ci github、gitlab、gitea 或 jenkins": (
        "Where does CI run? No CI file was written; try --ci github, gitlab, gitea or jenkins"
    ),
    "不是 git 仓库的根目录：没有写钩子和 CI 文件": (
        "not the root of a git repository: no hooks and no CI file were written"
    ),
    "接下来：": "Next:",
    "  seclint check .                  看看现有的文件": (
        "  seclint check .                  see what there is now"
    ),
    "  seclint baseline --new-key .     旧问题多的，记成基线，以后只算新的": (
        "  seclint baseline --new-key .     many old findings? then count only new ones"
    ),
    "  pre-commit install -t pre-commit -t commit-msg     以后每次提交都查": (
        "  pre-commit install -t pre-commit -t commit-msg     check at every commit"
    ),
    "  写下的文件里，把 <你的组织> 换成真的；或者删去这些文件，用 --repo 重来": (
        "  put your own organisation into what was written; or delete it, and begin again with --repo"
    ),
}

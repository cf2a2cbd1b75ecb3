"""refusals: what seclint says where it cannot do what it is asked."""

REFUSALS = {
    "seclint: 内部错误 {}（{}）": "seclint: internal error {} ({})",
    "；是不是「{}」？": "; did you mean “{}”?",
    "；是否为「{}」？": "; did you mean “{}”?",
    "；可用：{}": "; known: {}",
    "没有「{}」；可用：{}": "there is no “{}”; known: {}",
    "没有「{}」{*}": "there is no “{}”{}",
    "没有规则「{}」{*}": "there is no rule “{}”{}",
    "没有发布渠道「{}」{*}": "there is no profile “{}”{}",
    "没有规则包「{}」{*}": "there is no pack “{}”{}",
    "没有规则文件：{}": "no rule files: {}",
    "不是目录：{}": "not a folder: {}",
    "读不出 {}：{}": "cannot read {}: {}",
    "写不了 {}：{}": "cannot write {}: {}",
    "建不了目录 {}：{}": "cannot make the folder {}: {}",
    "已有 {}，没有覆盖": "{} is there; it was not replaced",
    "{} 不是生成的，没有覆盖": "{} was not generated; it was not replaced",
    "写不出报告：{}": "cannot write the report: {}",
    "标准输出已关闭，写不出报告；可用 -o 写入文件": (
        "standard output is closed; write the report to a file with -o"
    ),
    # options
    "--date 不是日期：{}；应写作 2026-03-01": "--date is no date: {}; write it as 2026-03-01",
    "读不出口令文件 {}：{}": "cannot read the password file {}: {}",
    "读不出文件清单 {}：{}": "cannot read the list of files {}: {}",
    "清不了缓存：{}": "cannot empty the cache: {}",
    "--also 应写作 格式=文件，如 sarif=报告.sarif：{}": (
        "--also is written FORMAT=FILE, such as sarif=report.sarif: {}"
    ),
    "--also 没有格式「{}」{*}": "--also knows no format “{}”{}",
    "标准输入（-）不能与其他路径同用；--stdin-filename 只用于标准输入": (
        "standard input (-) goes with no other path; --stdin-filename is for standard input only"
    ),
    "标准输入已关闭": "standard input is closed",
    "--reveal 只能用在终端上，不能写入文件或管道": (
        "--reveal is for a terminal only, not for a file or a pipe"
    ),
    "没有第 {} 行，只有 {} 行": "there is no line {}, only {} lines",
    "--format md 要有 --output-dir 目录，其他写法不要": (
        "--format md needs an --output-dir, and no other format does"
    ),
    "--profile 只用于列表（--format text）": "--profile is for the list only (--format text)",
    "--isolated 不读配置文件，不能与 --config 同用": (
        "--isolated reads no configuration: it does not go with --config"
    ),
    "几份报告写到了同一个文件：{}": "several reports go to the same file: {}",
    # environment
    "环境变量 {} 的值「{}」有误：{*}": "environment variable {}: “{}” is wrong: {}",
    "环境变量 {} 不起作用{*}": "environment variable {} has no effect{}",
    "没有这个文件": "there is no such file",
    "应为：{}": "expected: {}",
    "应为 0 或更大的整数": "expected: a whole number, 0 or more",
    # baseline and its key
    "读不出基线 {}：{}": "cannot read the baseline {}: {}",
    "基线的格式是 {}，应为 {}": "the baseline's format is {}, expected {}",
    "基线是用另一把密钥做的": "the baseline was made with another key",
    "不是 seclint 的基线文件": "not a baseline of seclint",
    "基线和按指纹的放行需要密钥：设置环境变量 {}，或者先运行 seclint baseline --new-key": (
        "a baseline, and an exemption by fingerprint, needs a key: set {}, or run "
        "seclint baseline --new-key first"
    ),
    "基线与配置各有一把密钥：放在同一个目录，或者设置 SECLINT_KEY": (
        "the baseline has one key and the configuration another: keep them in one folder, or set "
        "SECLINT_KEY"
    ),
    "{} 里的密钥太短：至少 {} 个字符": "the key in {} is too short: at least {} characters",
    "{} 已有密钥；换了密钥，原有的基线就用不了了": (
        "{} holds a key; with another one the baselines made so far are of no use"
    ),
    # configuration
    "没有 [tool.seclint]": "no [tool.seclint]",
    "TOML 语法有误（{}）": "not valid TOML ({})",
    "配置文件不存在": "no such configuration file",
    "无法读取（{}）": "cannot be read ({})",
    "不是 UTF-8 编码，请另存为 UTF-8": "not UTF-8; save it as UTF-8",
    "extend 所指的文件不存在：{}": "extend names a file that is not there: {}",
    "extend 成环：{}": "extend goes round in a circle: {}",
    "没有「{}」这个键{*}": "there is no key “{}”{}",
    "「{}」的值有误，应为：{*}": "the value of “{}” is wrong, expected: {}",
    "字符串": "a string",
    "true 或 false": "true or false",
    "字符串的列表": "a list of strings",
    "文件模式 = 字符串的列表": "file pattern = a list of strings",
    "[[allow]] 表": "tables [[allow]]",
    "[[allow]] {*}": "[[allow]] {}",
    "per-file-ignores {*}": "per-file-ignores {}",
    "文件模式有误：{}": "not a file pattern: {}",
    "path 太宽：「{}」是所有文件；哪里都不报的写进 ignore": (
        "path is too wide: “{}” is every file; what is to count nowhere goes into ignore"
    ),
    "rule 太宽：「{}」；要写一条规则的完整编号": "rule is too wide: “{}”; write the whole id of one rule",
    "要写 fingerprint，或者 path 和 rule": "it needs fingerprint, or path and rule",
    "不空的字符串": "a string that is not empty",
    "日期（不加引号，如 2026-12-31）": "a date (without quotes, such as 2026-12-31)",
    "32 位十六进制数（seclint why 给出）": "32 hexadecimal digits (seclint why tells them)",
    # what changed
    "{} 只能用一个": "only one of {} can be used",
    "{} 不能用于标准输入": "{} is not for standard input",
    "这里不在可用的 git 仓库里（{*}）": "this is in no git repository that can be used ({})",
    "git 里没有提交「{}」{*}": "git knows no commit “{}”{}",
    "；先用 git fetch 取来": "; get it with git fetch first",
    "还没有提交，不能与「{}」比较": "there is no commit yet that could be compared with “{}”",
    "「{}」与 HEAD 没有共同的提交{*}": "“{}” and HEAD have no commit in common{}",
    "；这里是浅克隆，先取来全部历史：git fetch --unshallow"
    "（GitHub Actions：checkout 的 fetch-depth: 0；GitLab：GIT_DEPTH: 0）": (
        "; this is a shallow clone, get its whole history first: git fetch --unshallow "
        "(GitHub Actions: fetch-depth: 0 of checkout; GitLab: GIT_DEPTH: 0)"
    ),
    "git {} 不成：{}": "git {} failed: {}",
    "没有找到 git：--since、--staged、--changed-only、--allow-from 要用它": (
        "git was not found: --since, --staged, --changed-only and --allow-from need it"
    ),
    # paths
    "路径不存在或无法访问：{}": "no such path, or no access: {}",
    "exclude 中的模式有误：{*}": "a pattern of exclude is wrong: {}",
    "（空）": "(empty)",
    # rule files
    "规则 {} 可判为 error，却没有依据（basis）": "rule {} can be an error, but names no basis",
    "规则编号应为「{}」加三位数字": "an id is “{}” and three digits",
    "valid-until 早于 valid-from": "valid-until is before valid-from",
    "规则名称只用小写字母、数字和连字符": "a name has lower-case letters, digits and hyphens only",
    "规则至少要有一个 flag 和一个 pass 例子": "a rule needs a flag and a pass example at least",
    "⟦ 与 ⟧ 不成对": "⟦ and ⟧ do not match",
    "依据应写作「法律名称 第×条」": "a basis is written as the name of a law, a blank and an article",
    "flag 例子要用⟦⟧标出命中的位置": "a flag example marks what is hit with ⟦⟧",
    "pass 例子里不该有⟦⟧": "a pass example has no ⟦⟧",
    "规则互相引用成环：{}": "rules refer to each other in a circle: {}",
    "{*}「{}」重复": "{} “{}” is there twice",
    "规则编号": "rule id",
    "规则名称": "rule name",
    "规则文件要用 UTF-8 编码": "a rule file is in UTF-8",
    "规则文件是空的": "the rule file is empty",
    "不是合格的 YAML：{}": "not valid YAML: {}",
    "「{}」会被 YAML 读成别的类型，请加引号": "YAML reads “{}” as something else: quote it",
    '「{}」不是日期，应写作 "2026-03-01"': '“{}” is no date; write it as "2026-03-01"',
    "未知的键「{}」{*}": "unknown key “{}”{}",
    "键「{}」重复": "the key “{}” is there twice",
    "缺少「{}」": "“{}” is missing",
    "这里要写文字": "a string is wanted here",
    "这里要写整数": "a whole number is wanted here",
    "这里要写 true 或 false": "true or false is wanted here",
    "这里要写列表": "a list is wanted here",
    "列表不能为空，也不能有空词": "neither the list nor a word in it may be empty",
    "这里要写“键: 值”": "“key: value” is wanted here",
    "条件「{}」{*}": "condition “{}”: {}",
    "一个条件只写一个键": "a condition has one key",
    "beside 不能写 column": "beside knows no column",
    "后面不写值": "no value is wanted",
    "后面要写值": "a value is wanted",
    "find 要写 {} 之一，也只能写一个": "find is exactly one of {}",
    "只列了 {} 种，不能要求 {} 种": "only {} are listed: {} cannot be asked for",
    "{} 只用于 {}": "{} is for {} only",
    "模式不合 RE2 语法（不支持前后查看）：{}": "not a pattern of RE2 (which has no look-around): {}",
    "词表文件 {} 里没有词": "the list {} holds no words",
    "没有「{}」这一列{*}": "there is no column “{}”{}",
    "没有「{}」这张工作表{*}": "there is no sheet “{}”{}",
    "没有定义模式片段「{}」{*}": "there is no definition “{}”{}",
    "读不出词表文件 {}：{}": "cannot read the list {}: {}",
    "词表文件只认 .txt、.csv、.xlsx，不认「{}」": "lists are .txt, .csv or .xlsx, not “{}”",
    "词表文件要放在规则目录里": "a list lies in the folder of the rules",
    "模式片段的名称只用大写字母和下划线": "the name of a definition has capitals and underscores only",
    "读 Excel 词表要先安装：pip install 'seclint[xlsx]'": (
        "lists in Excel need: pip install 'seclint[xlsx]'"
    ),
    "没有案例「{}」{*}": "there is no case “{}”{}",
    "案例编号「{}」重复": "the case “{}” is there twice",
    "案例编号写作「F01」": "the id of a case is written F01",
    "；这是旧条号，现为「{}」": "; that is its old number, now “{}”",
    "没有收录法律「{}」{*}": "the law “{}” is not known{}",
    "「{}」已不再适用；现为「{}」": "“{}” is no longer in force; now “{}”",
    "「{}」没有核对过的条文「{}」{*}": "“{}” has no article “{}” that was checked{}",
    "；应写「{}」": "; write “{}”",
    "没有条文「{}」{*}": "there is no article “{}”{}",
    "法律名称「{}」重复": "the law “{}” is there twice",
    "不再适用的法律要写 replaced-by，现行的不写": (
        "a law that is no longer in force has replaced-by, one that is has not"
    ),
    "写了条文，就要写核对所用文本的日期 checked": "articles need checked, the date of the text used",
    "日期写作「2024-05-01」": "a date is written 2024-05-01",
    "条文不能为空": "an article may not be empty",
    "条号写作「第三十五条」，不写款、项": "an article is written as a whole number, without its parts",
    "写了旧条号，就要写现行条文 articles": "old numbers need articles, those in force",
    "规则 {} 没有依据（basis），不能升为 error": "rule {} names no basis and cannot be raised to error",
    "发布渠道「{}」重复": "the profile “{}” is there twice",
    "规则 {} 不许豁免（suppressible: false）": "rule {} may not be exempted (suppressible: false)",
    "要写理由": "a reason is wanted",
    # labels and scores
    "「{}」应为文字": "“{}” is text",
    "没有标注": "no labels",
    "应为 JSON 对象": "a JSON object is wanted",
    "「kind」为 {} 的只能是 clean": "“kind” {} can only be clean",
    "{} 的标注要有「text」": "a label of {} needs “text”",
    "「{}」没有「{}」{*}": "“{}” knows no “{}”{}",
    "{} 里没有文件「{}」": "{} has no file “{}”",
    "不是 UTF-8 编码": "not UTF-8",
    "不是合格的 JSON（一行一个对象）": "not valid JSON (an object a line)",
    "「or」没有「{}」{*}": "“or” knows no “{}”{}",
    "「line」应为从 1 起的整数或 null": "“line” is a whole number from 1 on, or null",
    "「or」应为类别的列表": "“or” is a list of kinds",
    "缺少「kind」": "“kind” is missing",
    "{} 不是 seclint eval --save 写的成绩（{}）": "{} was not written by seclint eval --save ({})",
    "两次的 --at 不同：原来是 {}，这次是 {}": "--at is not the same: it was {}, now it is {}",
}

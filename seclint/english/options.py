"""options: help texts of commands, options and variables."""

OPTIONS = {
    "信息公开保密审查：发布前检查文件中的密级标志、内部标志、个人信息与口令。": (
        "The secrecy review of documents before they are made public: classification and internal "
        "markings, personal data, passwords."
    ),
    "显示版本。": "Show the version.",
    "界面语言（缺省 zh）。": "The language that seclint speaks (default zh).",
    # check
    "审查文件能否公开；退出码 0 通过，1 有问题，2 用法错误，3 有未能审查的。": (
        "Review files before they are made public; exit code 0 clean, 1 findings, 2 usage error, "
        "3 something was not reviewed."
    ),
    "规则编号或其开头几位。": "Ids of rules, or their prefixes.",
    "gitignore 写法。": "Patterns as in .gitignore.",
    "文件或目录；- 为标准输入。": "Files or folders; - for standard input.",
    "报告格式（缺省 full；在 GitHub Actions 里为 github）。": (
        "How the report is told (default full; github in GitHub Actions)."
    ),
    "报告写入文件。": "Write the report to a file.",
    "另写一份报告，如 sarif=报告.sarif（可重复）。": (
        "Write another report too, such as sarif=report.sarif (may be repeated)."
    ),
    "从这一级起退出码为 1（缺省 warning）。": "Exit code 1 from this severity on (default warning).",
    "退出码总是 0。": "Exit code 0 whatever is found.",
    "只算这份基线里没有的（见 seclint baseline）。": (
        "Count only what is not in this baseline (see seclint baseline)."
    ),
    "基线或豁免里有落空的，退出码为 1，也不改基线（CI 用）。": (
        "Exit code 1 where a baseline or an exemption is about nothing any more, and leave the "
        "baseline as it is (for CI)."
    ),
    "配置和行内标记以 git 的这一版为准：一次改动不能豁免自己。": (
        "Go by the configuration and the inline marks of this git revision: no change exempts itself."
    ),
    "只审查与 REV 分岔以来新增、改动的文件，只算新增、改动的行（合并请求用）。": (
        "Only files, and of these only lines, that were added or changed since the fork from REV "
        "(for merge requests)."
    ),
    "同上，审查暂存区里将要提交的内容，与 HEAD 比。": (
        "As --since, of what the index is about to commit, compared with HEAD."
    ),
    "同 --since HEAD：还没有提交的改动。": "As --since HEAD: what is changed and not committed.",
    "只审查文件名和文件夹名，不读内容。": "Review names of files and folders only; read no content.",
    "点名的文件也按排除项处理（钩子用）。": "Leave out excluded files even where they are named (for hooks).",
    "是否遵守 .gitignore。": "Whether .gitignore is respected.",
    "标准输入的文件名。": "The file name of standard input.",
    "从文件（或 -）读路径，每行一个。": "Read paths from a file (or -), one a line.",
    "同时审查的进程数；0（缺省）为按处理器。": "Processes that review at once; 0 (default): one a processor.",
    "是否沿用以前审查过、没有变动的文件的结果。": (
        "Whether results of files that were reviewed before and did not change are used again."
    ),
    "是否着色。": "When to colour.",
    "不打印末行。": "Do not print the closing line.",
    "打印读取方式。": "Print how files were read.",
    "打印按规则的统计。": "Print a table by rules.",
    "只列出要审查的文件。": "Only list the files that would be reviewed.",
    "只列出起作用的设置，以及各从哪里来。": "Only list the settings that hold, and where each comes from.",
    # what several take
    "另加一个规则目录（可重复）。": "One more folder of rules (may be repeated).",
    "发布渠道：web、petition-answer 等。": "The channel of publication: web, petition-answer, …",
    "使用这个配置文件。": "Use this configuration file.",
    "不读任何配置文件。": "Read no configuration file.",
    "用文件里的口令（每行一个）试开加密的文件。": (
        "Try the passwords in this file (one a line) on encrypted files."
    ),
    "按哪一天审查（缺省今天）。": "Review as on this day (default today).",
    "文件或目录。": "Files or folders.",
    "写入文件。": "Write to a file.",
    # baseline
    "把现有的发现记成基线：以后 check --baseline 只算新的；文件里没有原文，也没有行号。": (
        "Set down what is found now: check --baseline then counts only what is new; the file holds "
        "no text and no line numbers."
    ),
    "基线文件。": "The baseline.",
    "先做一把密钥，存在 .seclint.key（不进版本库）。": (
        "Make a key first, in .seclint.key (kept out of the repository)."
    ),
    # rules, rule, test
    "列出全部规则；--format md 每条规则写一页；--profile 说明一个发布渠道改了什么。": (
        "List all rules; --format md writes a page for each; --profile tells what a channel changes."
    ),
    "讲解一条规则：查什么、依据、正反例、怎样处置。": (
        "Explain a rule: what it finds, on what ground, examples, and what to do."
    ),
    "把每条规则的正反例当作测试来跑。": "Run the examples of every rule as tests.",
    "列表、Markdown 页面或 JSON。": "A list, pages of Markdown, or JSON.",
    "md 页面写入的目录。": "The folder for the pages of md.",
    "规则编号或名称。": "Id or name of a rule.",
    "规则目录；缺省为自带规则。": "A folder of rules; by default those that seclint has.",
    # why
    "说明为什么报、为什么不报、为什么不计：折叠后的文字、每个命中及其理由。": (
        "Tell why something is reported, is not, or does not count: the folded text, every hit and "
        "the reason."
    ),
    "文件，可加行号。": "A file, and a line of it if you like.",
    "在终端上显示原文。": "Show the text as it is, on a terminal.",
    # quiz
    "用规则的正反例出一份保密审查练习（Markdown，可打印）。": (
        "Make a training sheet from the rules' examples (Markdown, to print)."
    ),
    "题数。": "How many questions.",
    "种子：同一种子出同一份题。": "Seed: the same seed gives the same sheet.",
    "是否附答案。": "Whether answers are added.",
    "只出这个规则包的题（可重复）。": "Only of this pack (may be repeated).",
    "只出这些规则的题，编号或其开头几位。": "Only of these rules, by id or prefix.",
    # eval
    "用标注好的文件量规则的好坏：查全率、查准率、误报，按类别和按规则。": (
        "Measure the rules on labelled files: recall, precision, false findings, by kind and rule."
    ),
    "标注，JSONL。": "Labels, JSONL.",
    "文件所在的目录；缺省为标注所在的目录。": "The folder of the files; by default that of the labels.",
    "从这一级起算找到。": "What counts as found: this severity and above.",
    "成绩的写法。": "How the measurement is told.",
    "另按目录列表。": "List by folders too.",
    "逐条列出漏报和误报。": "List what was missed and what was false.",
    "把成绩（不含原文）存下来。": "Save the measurement (it holds no text).",
    "与存下的成绩比；变差则退出码为 1。": "Compare with a saved one; exit code 1 where it got worse.",
    "不读这些文件（gitignore 写法）。": "Files that are not read (as in .gitignore).",
    # init, validate, clean
    "看过目录以后，写一份带说明的配置、提交前钩子和 CI 文件；已有的都不动。": (
        "Look at a folder, then write a commented configuration, hooks and a CI file; what is there "
        "is left alone."
    ),
    "目录；缺省为当前目录。": "A folder; by default this one.",
    "CI 平台；auto 看目录里有什么。": "Where CI runs; auto looks at what there is.",
    "钩子和 CI 从哪个仓库取 seclint。": "The repository that hooks and CI get seclint from.",
    "取哪个版本或提交。": "The version or commit that they get.",
    "只说要做什么，不写。": "Only tell what would be done.",
    "检查配置、规则文件和发布渠道的写法，不审查文件；正反例由 seclint test 来跑。": (
        "Check how configuration, rule files and channels are written; reviews no file. Examples "
        "are run by seclint test."
    ),
    "清空缓存：编好的规则，审查过的文件的结果（没有原件读不出）。": (
        "Empty the cache: compiled rules, results of files (which nobody reads without the file)."
    ),
    # variables
    "使用这个配置文件，同 --config。": "Use this configuration file, as --config.",
    "报告格式，同 --output-format。": "How the report is told, as --output-format.",
    "从这一级起退出码为 1，同 --fail-on。": "Exit code 1 from this severity on, as --fail-on.",
    "发布渠道，同 --profile。": "The channel of publication, as --profile.",
    "界面语言，同 --lang；也用于帮助。": "The language that seclint speaks, as --lang; of help too.",
    "同时审查的进程数，同 --jobs。": "Processes that review at once, as --jobs.",
    "为 1 时不沿用以前的结果，同 --no-cache。": "1: use no results of before, as --no-cache.",
    "缓存所在的目录；置空则完全不用缓存。": "The folder of the cache; empty: no cache at all.",
    "基线的密钥，至少 16 个字符；没有时读 .seclint.key。": (
        "The key of baselines, 16 characters at least; else .seclint.key is read."
    ),
}

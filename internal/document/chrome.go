package document

import (
	"regexp"
	"strings"
)

// What a web page prints around a published report. A line is chrome when it is made of such labels and words and nothing
// else; words that a report may use itself (来源, 作者 …) count only near the beginning or the end of the file.
const (
	chromeLabels = `发布时间|发布日期|更新时间|更新日期|信息来源|文章来源|稿件来源|浏览次数|浏览量|浏览人数|阅读次数|阅读量|阅读数|点击次数|点击数|点击量|访问次数|访问量|责任编辑|责编|字体大小|信息索引号|索引号|公开方式|公开范围|公开形式|公开时限|公开程序|公开责任部门|信息时效期|信息有效性|统一登记号|主题分类|信息分类|生成日期|发布机构`
	edgeLabels   = `来源|作者|编辑|审核|校对|供稿|撰稿|日期|时间|浏览|阅读|点击|字号|字体|大小|文号|发文机关|发文机构|发布单位|公开日期|成文日期|发文日期|公开主体|主题词|有效性|名称|标题|语种|信息名称`
	chromeWords  = `打印本页|打印此页|打印页面|打印文章|打印|关闭窗口|关闭本页|关闭页面|关闭|收藏本页|加入收藏|收藏|分享到微信|分享到微博|分享到|分享至|分享|一键分享|返回顶部|返回首页|返回列表|返回|回到顶部|扫一扫在手机打开当前页|扫一扫在手机打开|扫一扫|扫码浏览|用手机浏览|微信扫一扫|微信|微博|QQ空间|QQ好友|新浪微博|朋友圈|保护视力色|背景色|我要纠错|纠错|无障碍浏览|无障碍|简体|繁体|繁體|字号|字体|特大|加大|默认|大号|中号|小号|大|中|小|T\+|T-|A\+|A-|下载|相关附件|相关链接|相关文档|相关信息|网站地图|联系我们|关于我们|网站首页|政务公开|手机版|English|朗读|语音播报|视力保护`
)

var (
	labelStart  = regexp.MustCompile(`^(?:` + chromeLabels + `)\s*[:：]`)
	edgeStart   = regexp.MustCompile(`^(?:` + chromeLabels + `|` + edgeLabels + `)\s*[:：]`)
	wordsOnly   = regexp.MustCompile(`^(?:(?:` + chromeWords + `)|[\s　:：|｜/\\\[\]【】（）()<>《》·•,，、-])+$`)
	wordsStrong = regexp.MustCompile(`打印|关闭|分享|收藏|返回|回到顶部|扫一扫|扫码|字号|字体|视力|无障碍|纠错|相关附件|相关链接|网站|朗读|播报|微信|微博`)
	breadcrumb  = regexp.MustCompile(`^(?:您?(?:的|当前|现在|所在|的当前)*位置(?:是|在)?\s*[:：].*|(?:网站)?首页\s*[>＞›»/→].*)$`)
	neighbours  = regexp.MustCompile(`^(?:上一篇|下一篇|上一条|下一条|上篇|下篇)\s*[:：].*$`)
	pageFoot    = regexp.MustCompile(`ICP备|公网安备|网站标识码|版权所有|(?i:copyright)|技术支持\s*[:：]|建议使用.{0,20}浏览器`)
	clockOnly   = regexp.MustCompile(`^\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s+\d{1,2}:\d{2}(?::\d{2})?$`)
	pageNumber  = regexp.MustCompile(`^(?:[-—–－─]+\s*\d{1,4}\s*[-—–－─]+|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*共?\s*\d{1,4}\s*页)$`)
)

const (
	chromeHead = 15  // lines from the beginning within which edge labels count
	chromeTail = 15  // lines from the end
	chromeLen  = 150 // a longer line is text
)

// chromeLines marks the lines that are page chrome or page numbers. lines are trimmed; empty ones stay unmarked. edges says
// whether words that a report may use itself count near the beginning and the end.
func chromeLines(lines []string, edges bool) []ResidueKind {
	out := make([]ResidueKind, len(lines))
	filled := 0
	for _, s := range lines {
		if s != "" {
			filled++
		}
	}
	seen, body := 0, false
	for i, s := range lines {
		if s == "" {
			continue
		}
		seen++
		if len(s) > 3*chromeLen {
			body = true
			continue
		}
		if n, ok := parseNumber(s); ok && n.Kind <= Chinese && n.Kind != NoNumber {
			body = true
		}
		head, tail := edges && !body && seen <= chromeHead, edges && seen > filled-chromeTail && seen > 1
		out[i] = chromeKind(s, head, tail)
	}
	return out
}

func chromeKind(s string, head, tail bool) ResidueKind {
	switch {
	case pageNumber.MatchString(s):
		return PageNumber
	case labelStart.MatchString(s), breadcrumb.MatchString(s) && (head || tail):
		return Chrome
	case wordsOnly.MatchString(s) && wordsStrong.MatchString(s):
		return Chrome
	case head && (edgeChrome(s) || clockOnly.MatchString(s)):
		return Chrome
	case tail && (neighbours.MatchString(s) || pageFoot.MatchString(s) || editorLine.MatchString(s)):
		return Chrome
	}
	return ""
}

var editorLine = regexp.MustCompile(`^(?:责任编辑|责编|编辑|文章来源|稿源|供稿|撰稿|校对)\s*[:：][^。；]{1,30}$|^[（(【\[]\s*(?:责任编辑|责编|编辑|文章来源|稿源|来源|供稿|撰稿|校对)\s*[:：][^。；]{1,30}$`)

// edgeChrome reports whether a line near the beginning starts with a label and holds a second one or a date, as 来源：… 日期：… does.
func edgeChrome(s string) bool {
	m := edgeStart.FindString(s)
	if m == "" {
		return false
	}
	label := strings.TrimRight(m, ":： ")
	if label == "来源" || label == "作者" || label == "编辑" || label == "字号" || label == "字体" || label == "浏览" || label == "阅读" || label == "点击" {
		return true
	}
	rest := s[len(m):]
	return moreLabels.MatchString(rest)
}

var moreLabels = regexp.MustCompile(`(?:` + chromeLabels + `|` + edgeLabels + `)\s*[:：]|\d{4}-\d{1,2}-\d{1,2}`)

-- What customers write, in English and Chinese. {group} is the product's, {days} how late it was, {order} the order's number.

create table politeness as
select * from (values
    ('en', ['', '', '', 'Hello. ', 'Dear team, please see below. ', 'Good morning. ', 'About {order}: '],
        ['', '', '', ' Please call me back.', ' Thank you.', ' We need an answer this week.', ' Who can help us?', ' Regards.']),
    ('zh', ['', '', '', '您好，', '你们好！', '关于订单{order}：', '麻烦看一下，'],
        ['', '', '', '请尽快回复。', '谢谢。', '请回电。', '希望本周内有答复。', '请帮忙处理一下。'])
) as polite(language, openings, closings);

create table feedback_texts as
select * from (values
    ('complaint', 'late delivery', 'en', [
        'The {group} came {days} late and our event was over.',
        'We were promised a day and nobody told us it would not be kept.',
        'It came {days} late, and I had to ask three times where it was.',
        'Our shop opened without the {group}.',
        'This is the second late delivery in a short time.',
        'The {group} arrived {days} after the promised day. Our own customer is waiting.',
        'Your driver came {days} late, without a call.',
        'We planned our fair around your date. The {group} were not there.',
        'Late again. What is going on at your press?',
        'Had we known about the delay of {days}, we would have printed elsewhere.'
    ], []),
    ('complaint', 'late delivery', 'zh', [
        '{group}晚到了{days}，我们的活动已经结束了。',
        '说好的日期没有兑现，也没有人提前通知我们。',
        '迟了{days}，我催了三次才知道货在哪里。',
        '新店开业当天没有{group}可用。',
        '短时间内第二次延误了。',
        '{group}比承诺日期晚了{days}，我们的客户也在等。',
        '送货晚了{days}，连个电话都没有。',
        '展会日期是按你们的交期定的，结果{group}没到。',
        '又晚了，你们的印刷机出什么问题了？',
        '早知道要晚{days}，我们就找别家印了。'
    ], []),
    ('complaint', 'wrong item', 'en', [
        'We ordered {group} in another size. What came cannot be used.',
        'The stock is not the one we ordered, far too thin.',
        'The quantity is short, we counted twice.',
        'You printed the old artwork although the new one was confirmed.',
        'The parcel went to our former address.',
        'These are not our {group}. They belong to somebody else.',
        'We asked for matt and got gloss.',
        'The order was typed in wrongly, please compare with our mail.',
        'Half of the {group} have the wrong language on the back.',
        'The confirmation was right, the delivery was not.'
    ], []),
    ('complaint', 'wrong item', 'zh', [
        '我们订的{group}是另一个尺寸，收到的没法用。',
        '纸张不是我们订的那种，太薄了。',
        '数量不够，我们点了两遍。',
        '新稿已经确认，你们却印了旧稿。',
        '货送到我们以前的地址去了。',
        '这不是我们的{group}，是别人家的。',
        '我们要的是哑膜，收到的是亮膜。',
        '下单录入有误，请对照我们的邮件。',
        '一半{group}背面的语言印错了。',
        '确认单是对的，货却不对。'
    ], []),
    ('complaint', 'colour deviation', 'en', [
        'The red of our logo has turned orange on the {group}.',
        'The {group} do not match the last print run, put side by side it is obvious.',
        'Our blue came out purple. The proof was fine.',
        'Colours differ between the first and the last box of the same order.',
        'The brand colour is off, our marketing will not accept these {group}.',
        'Skin tones look green on the {group}.',
        'The new {group} are visibly darker than the sample we approved.',
        'We measured a colour difference far above the agreed tolerance.',
        'The {group} look washed out, as if there was too little ink.',
        'Same file, same paper, another colour. How can that be?',
        'Our green is not our green any more. This is the second time.'
    ], []),
    ('complaint', 'colour deviation', 'zh', [
        '{group}上标志的红色变成了橙色。',
        '这批{group}和上一批颜色不一样，放在一起非常明显。',
        '我们的蓝色印成了紫色，打样明明没问题。',
        '同一订单，第一箱和最后一箱颜色不同。',
        '品牌色偏差太大，市场部不接受这批{group}。',
        '{group}上人物肤色发绿。',
        '新的{group}比确认的样品明显偏深。',
        '我们测了色差，远超约定的范围。',
        '{group}颜色发灰，好像墨量不够。',
        '同样的文件，同样的纸，颜色却不一样，怎么回事？',
        '绿色又偏了，这已经是第二次。'
    ], []),
    ('complaint', 'print quality', 'en', [
        'There are streaks across the {group}.',
        'The small text is blurred and hard to read.',
        'Ink rubs off the {group} when touched.',
        'White spots all over the dark areas.',
        'Front and back are out of register.',
        'The {group} show a ghost image.',
        'The print is patchy, we cannot hand these {group} out.',
        'Fingerprints and smudges on many sheets.'
    ], []),
    ('complaint', 'print quality', 'zh', [
        '{group}上有明显的条纹。',
        '小字模糊，看不清楚。',
        '{group}一摸就掉墨。',
        '深色部分到处是白点。',
        '正反面套印不准。',
        '{group}上有重影。',
        '印得不均匀，这批{group}拿不出手。',
        '很多张上有指印和污渍。'
    ], []),
    ('complaint', 'damaged in transit', 'en', [
        'Two boxes were wet and the {group} inside are wavy.',
        'The corners of the {group} are crushed.',
        'The carton was torn open when it arrived.',
        'The packing was too weak, a third of the {group} is bent.',
        'The pallet had tipped over.',
        'One parcel is missing, the others are dented.',
        'The {group} were loose in the box and are scratched.',
        'The tube was broken and the print creased.'
    ], []),
    ('complaint', 'damaged in transit', 'zh', [
        '有两箱进水，里面的{group}都起皱了。',
        '{group}的边角被压坏了。',
        '纸箱到的时候已经破了。',
        '包装太薄，三分之一的{group}折弯了。',
        '托盘翻过，货都散了。',
        '少了一件，其余的也有压痕。',
        '{group}在箱里没有固定，表面划伤。',
        '纸筒断了，印品有折痕。'
    ], []),
    ('complaint', 'cutting and finishing', 'en', [
        'The {group} are cut askew.',
        'The lamination comes off at the edges.',
        'The fold is two millimetres beside the line.',
        'The glue of the {group} does not hold.',
        'The embossing is out of place.',
        'The cut runs through our text.',
        'Pages fall out when one opens it.',
        'The holes are punched on the wrong side.'
    ], []),
    ('complaint', 'cutting and finishing', 'zh', [
        '{group}裁斜了。',
        '覆膜边缘起翘。',
        '折痕偏了两毫米。',
        '{group}的胶粘不牢。',
        '压凹位置不对。',
        '裁切切到了文字。',
        '一翻开就掉页。',
        '打孔打在了错误的一边。'
    ], []),
    ('complaint', 'invoice', 'en', [
        'The invoice does not show the price you quoted.',
        'We were charged for express although it was not express.',
        'The invoice lacks our purchase order number, for the third time.',
        'The same job was invoiced twice.',
        'The discount we agreed on is missing.',
        'You invoiced more {group} than you delivered.',
        'The credit note you promised has not come.',
        'Wrong company name on the invoice, our bookkeeping sends it back.'
    ], []),
    ('complaint', 'invoice', 'zh', [
        '发票金额和报价不一致。',
        '没有加急，却收了加急费。',
        '发票第三次没有写我们的采购单号。',
        '同一单开了两次发票。',
        '约定的折扣没有体现。',
        '开票的{group}数量比实际送货多。',
        '答应的红字发票还没有收到。',
        '发票抬头写错了，财务退回来了。'
    ], []),
    ('complaint', 'service', 'en', [
        'I left two messages and nobody called back.',
        'Every time I talk to somebody else and start from the beginning.',
        'My question about the {group} was answered after four days.',
        'The person on the phone was short with me.',
        'Nobody felt responsible when I reported the problem.',
        'I was promised a proof and never got one.',
        'Your chat says online, and nobody is there.',
        'We have been a customer for years and are treated like a number.'
    ], []),
    ('complaint', 'service', 'zh', [
        '留了两次言，没有人回电。',
        '每次都是不同的人，都要从头说起。',
        '关于{group}的问题过了四天才有人回。',
        '电话里的人很不耐烦。',
        '反映问题的时候，没有人愿意负责。',
        '说好给打样，一直没有收到。',
        '在线客服显示在线，却没有人应答。',
        '合作多年了，却被当成一个编号。'
    ], []),
    ('question', 'delivery date', 'en', [
        'When will the {group} of {order} be here?',
        'Can we have the {group} two days earlier?',
        'Is it possible to deliver half now and half next week?',
        'Has {order} left your house yet?',
        'Can you deliver to our warehouse before ten in the morning?',
        'Is there a tracking number for {order}?',
        'What is the latest day to order {group} for the end of the month?',
        'May we collect the {group} ourselves?'
    ], []),
    ('question', 'delivery date', 'zh', [
        '{order}的{group}什么时候能到？',
        '{group}能提前两天吗？',
        '能不能先送一半，下周再送一半？',
        '{order}发货了吗？',
        '上午十点前能送到仓库吗？',
        '{order}有物流单号吗？',
        '月底要用{group}，最晚哪天下单？',
        '{group}可以自提吗？'
    ], []),
    ('question', 'artwork', 'en', [
        'Which bleed do you need for the {group}?',
        'Can we still change one page?',
        'Is a PDF in RGB all right?',
        'Did you get our new file?',
        'Could you check whether the fonts are embedded?',
        'Where can I find a template for the {group}?',
        'Can you use the artwork of our last order?',
        'How do we mark the spot varnish in the file?'
    ], []),
    ('question', 'artwork', 'zh', [
        '{group}的出血要留多少？',
        '还能改一页吗？',
        'RGB的PDF可以吗？',
        '新文件收到了吗？',
        '能帮忙看一下字体有没有转曲吗？',
        '哪里可以下载{group}的模板？',
        '可以用上次订单的文件吗？',
        '局部上光在文件里怎么标？'
    ], []),
    ('question', 'paper and finishing', 'en', [
        'Do you have a recycled stock for the {group}?',
        'What is the difference between matt and silk?',
        'Can we get samples of heavier paper?',
        'Is the lamination safe for food?',
        'Does foil come in copper as well?',
        'Which paper did we have last time?'
    ], []),
    ('question', 'paper and finishing', 'zh', [
        '{group}有再生纸可选吗？',
        '哑膜和触感膜有什么区别？',
        '能寄一些厚纸的样品吗？',
        '覆膜可以接触食品吗？',
        '烫金有没有红铜色？',
        '上次我们用的是什么纸？'
    ], []),
    ('question', 'price', 'en', [
        'What would 5,000 more {group} cost?',
        'Is there a discount for a yearly agreement?',
        'Why is it dearer than last time?',
        'Could you quote the {group} with and without lamination?',
        'How long is your quotation valid?',
        'What does express cost?',
        'Do you charge for a proof?'
    ], []),
    ('question', 'price', 'zh', [
        '{group}再加五千份要多少钱？',
        '签年度协议有折扣吗？',
        '为什么比上次贵？',
        '{group}覆膜和不覆膜分别报个价好吗？',
        '报价有效期多久？',
        '加急要加多少钱？',
        '打样收费吗？'
    ], []),
    ('question', 'invoice', 'en', [
        'Could you send the invoice of {order} again?',
        'Can you put our order number on the invoice?',
        'Has our payment arrived?',
        'May we have one invoice a month?',
        'Please change the billing address.',
        'Is the delivery included in the price of {order}?'
    ], []),
    ('question', 'invoice', 'zh', [
        '{order}的发票能再发一次吗？',
        '发票上能写我们的采购单号吗？',
        '我们的付款到账了吗？',
        '可以每月合并开一张发票吗？',
        '请更改开票信息。',
        '{order}的价格含运费吗？'
    ], []),
    ('survey', 'low', 'en', [
        'Too slow, and nobody tells you.',
        'The {group} were not what we expected.',
        'Promises should be kept.',
        'We are looking at other printers.',
        'It takes days to get an answer.',
        'Quality has gone down.',
        'We had to check everything ourselves.',
        'Not the first time that something was wrong.'
    ], ['slow', 'unreliable', 'disappointing', 'careless', 'late', 'silent', 'expensive', 'worse', 'stressful', 'sloppy', 'too slow', 'not reliable']),
    ('survey', 'low', 'zh', [
        '太慢了，也没有人通知。',
        '{group}和预期的不一样。',
        '答应的事要做到。',
        '我们在看其他印刷厂了。',
        '等一个回复要好几天。',
        '质量下降了。',
        '什么都要我们自己核对。',
        '已经不是第一次出问题了。'
    ], ['慢', '不可靠', '失望', '马虎', '拖延', '没人管', '太贵', '退步', '累心', '粗糙', '太慢了', '不靠谱']),
    ('survey', 'middle', 'en', [
        'All right on the whole.',
        'The {group} are good, the ordering could be simpler.',
        'Fair price, a bit slow.',
        'Fine, though the packing used a lot of plastic.',
        'As expected.',
        'Good print, answers could come faster.',
        'No complaints, no surprises.',
        'Would like to see the progress of an order online.'
    ], ['fine', 'solid', 'average', 'okay', 'correct', 'decent', 'usual', 'acceptable', 'fair', 'normal']),
    ('survey', 'middle', 'zh', [
        '总体还可以。',
        '{group}不错，下单可以再简单一点。',
        '价格合理，稍微慢了点。',
        '还行，就是包装塑料太多。',
        '符合预期。',
        '印得好，回复可以再快些。',
        '没有不满，也没有惊喜。',
        '希望能在网上看到订单进度。'
    ], ['还行', '稳定', '一般', '可以', '正常', '尚可', '普通', '过得去', '合理', '中规中矩']),
    ('survey', 'high', 'en', [
        'Everything as promised, as always.',
        'Beautiful {group}, our customers noticed.',
        'Quick, friendly, precise.',
        'You spotted a mistake in our file before printing. Thank you!',
        'Easy to order, on time.',
        'Our contact knows what we need.',
        'We recommend you.',
        'The {group} feel great.'
    ], ['reliable', 'excellent', 'fast', 'friendly', 'precise', 'trustworthy', 'easy', 'beautiful', 'punctual', 'helpful', 'professional', 'very reliable', 'on time']),
    ('survey', 'high', 'zh', [
        '一如既往，说到做到。',
        '{group}很漂亮，我们的客户都注意到了。',
        '又快又好，态度也好。',
        '印前帮我们发现了文件错误，谢谢！',
        '下单方便，准时送达。',
        '对接的人很懂我们的需求。',
        '我们会推荐给朋友。',
        '{group}手感很好。'
    ], ['可靠', '优秀', '快', '亲切', '精准', '放心', '方便', '漂亮', '准时', '贴心', '专业', '非常可靠', '又快又好']),
    ('praise', 'quality', 'en', [
        'The {group} look better than the proof. Well done!',
        'Sharp print and perfect colours.',
        'Our boss asked who printed these {group}.',
        'The finishing is outstanding.',
        'Best {group} we have had so far.',
        'You can see the care in every detail.'
    ], []),
    ('praise', 'quality', 'zh', [
        '{group}比打样还好看，太棒了！',
        '印得清晰，颜色准确。',
        '老板都问这批{group}是谁家印的。',
        '后道工艺非常出色。',
        '这是我们做过最好的{group}。',
        '每个细节都看得出用心。'
    ], []),
    ('praise', 'service', 'en', [
        'Thank you for the patience with our many changes.',
        'Great advice on the paper, it saved us money.',
        'You called before we noticed the problem. That is service.',
        'Our account manager is a gem.',
        'The advice on the {group} was worth a lot to us.',
        'Always a friendly voice on the phone.'
    ], []),
    ('praise', 'service', 'zh', [
        '改了那么多次稿，谢谢你们的耐心。',
        '纸张建议很好，帮我们省了钱。',
        '问题还没发现你们就打来电话，这才叫服务。',
        '我们的客户经理太给力了。',
        '{group}的建议对我们帮助很大。',
        '每次打电话都很亲切。'
    ], []),
    ('praise', 'speed', 'en', [
        'A day early. Thank you!',
        'You saved our fair with this express job.',
        'Ordered on Monday, needed on Friday, here on Thursday.',
        'The fastest {group} ever.',
        'Impressive how quickly you turned this round.',
        'On time to the minute.'
    ], []),
    ('praise', 'speed', 'zh', [
        '提前一天送到，谢谢！',
        '这次加急救了我们的展会。',
        '周一下单，周五要用，周四就到了。',
        '最快的一次{group}。',
        '这么快就做好了，佩服。',
        '准时到分钟。'
    ], [])
) as feedback_text(kind, topic, language, texts, words);

-- STORY long tail: what goes wrong with one product and is rarely heard of twice in a season.
create table odd_complaints as
select * from (values
    (1, 'corners bent', 'The corners of the {group} are bent.', '{group}的边角都折了。'),
    (1, 'stack sticks together', 'The stack sticks together, we have to peel every single card off.', '整叠粘在一起，要一张张撕开。'),
    (1, 'foil flakes off', 'The foil flakes off after a day in the wallet.', '烫金在钱包里放一天就掉了。'),
    (1, 'edges chipped', 'The black edges are chipped, white shows through.', '黑边有缺口，露出白底。'),
    (1, 'typing error of ours', 'The phone number has a digit too many. It was right in our file.', '电话号码多了一位，我们的文件里是对的。'),
    (2, 'pages in wrong order', 'Page 8 comes before page 6 in the {group}.', '{group}的第8页排在第6页前面。'),
    (2, 'staples crooked', 'The staples are crooked and prick your fingers.', '骑马钉钉歪了，还会扎手。'),
    (2, 'fold cracks', 'The colour cracks along the fold.', '折痕处颜色爆裂。'),
    (2, 'pages stick together', 'The middle pages stick together.', '中间几页粘在一起了。'),
    (2, 'text cut off', 'The page numbers are cut off at the edge.', '页码被裁掉了。'),
    (3, 'crease too stiff', 'The crease is so stiff that our machine cannot open the {group}.', '压痕太硬，我们的机器打不开{group}。'),
    (3, 'glue seam open', 'The glue seam opens as soon as the box is filled.', '一装货糊口就开了。'),
    (3, 'boxes warped', 'The {group} are warped and do not run on our line.', '{group}翘曲，上不了我们的生产线。'),
    (3, 'smell of ink', 'The {group} smell of ink. We pack food in them.', '{group}有油墨味，我们是装食品的。'),
    (3, 'window film loose', 'The film of the window has come loose.', '开窗的薄膜脱落了。'),
    (4, 'adhesive too weak', 'The {group} fall off in the cold store.', '{group}在冷库里会掉。'),
    (4, 'adhesive leaves residue', 'The {group} leave glue on the glass when removed.', '{group}撕下后玻璃上留胶。'),
    (4, 'die cut off centre', 'The die cut is two millimetres off centre.', '模切偏了两毫米。'),
    (4, 'roll wound wrong way', 'The roll is wound the wrong way round for our labeller.', '卷向反了，贴标机用不了。'),
    (4, 'barcode cannot be read', 'The tills cannot read the barcode.', '条码在收银台扫不出来。'),
    (5, 'pages missing', 'Sixteen pages are missing in some of the {group}.', '有些{group}少了十六页。'),
    (5, 'binding breaks', 'The binding breaks when the book is opened flat.', '书一摊平就脱胶。'),
    (5, 'spine title shifted', 'The title on the spine has slipped to the back cover.', '书脊文字偏到封底去了。'),
    (5, 'cover curls', 'The cover curls upwards after a week.', '封面放一周就翘起来。'),
    (5, 'endpaper creased', 'The endpapers are creased in every second copy.', '每两本就有一本环衬起皱。'),
    (6, 'tube crushed', 'The tube was crushed, and the {group} have a crease right through.', '纸筒压扁了，{group}中间一道折痕。'),
    (6, 'print shows through', 'In the light box the back shows through.', '放进灯箱里背面会透出来。'),
    (6, 'surface scratched', 'The surface is scratched from corner to corner.', '表面从头到尾有划痕。'),
    (6, 'trimmed crooked', 'The {group} are trimmed crooked, the frame shows it.', '{group}裁歪了，装框就看得出来。'),
    (6, 'will not lie flat', 'The {group} will not lie flat, even under weights.', '{group}压了也压不平。'),
    (7, 'eyelets torn out', 'Two eyelets tore out on the first windy day.', '第一次刮风就扯掉了两个扣眼。'),
    (7, 'seam visible', 'The seam runs right through the face of our model.', '接缝正好穿过模特的脸。'),
    (7, 'faded in the sun', 'After a month in the sun the {group} are pale.', '晒了一个月就褪色了。'),
    (7, 'stand defective', 'The spring of the stand does not hold.', '展架的弹簧撑不住。'),
    (7, 'hem missing', 'We ordered a hem all round, there is none at the bottom.', '说好四边包边，下边却没有。'),
    (8, 'jams in the printer', 'The {group} jam in our printer.', '{group}在打印机里卡纸。'),
    (8, 'envelopes do not close', 'The envelopes do not close, the gum is dry.', '信封封不上，胶都干了。'),
    (8, 'pad falls apart', 'The pads fall apart after three sheets.', '便签本撕三张就散了。'),
    (8, 'holes in wrong place', 'The holes do not fit the binder.', '打孔位置和文件夹对不上。'),
    (8, 'watermark missing', 'The watermark is missing.', '没有水印。')
) as odd(group_no, category, text_en, text_zh);

insert into feedback_texts
select 'complaint', category, 'en', [text_en], [] from odd_complaints
union all
select 'complaint', category, 'zh', [text_zh], [] from odd_complaints;

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Undo “{label}”</source>
        <translation>撤销“{label}”</translation>
    </message>
    <message>
        <source>Redo “{label}”</source>
        <translation>重做“{label}”</translation>
    </message>
    <message>
        <source>A tour of one minute</source>
        <translation>一分钟导览</translation>
    </message>
    <message>
        <source>About alexstudio</source>
        <translation>关于 alexstudio</translation>
    </message>
    <message>
        <source>About the selected layer</source>
        <translation>所选层的说明</translation>
    </message>
    <message>
        <source>Add a layer here…</source>
        <translation>在此处添加层…</translation>
    </message>
    <message>
        <source>Add a layer…</source>
        <translation>添加层…</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>全部命令…</translation>
    </message>
    <message>
        <source>Also down</source>
        <translation>向下扩选</translation>
    </message>
    <message>
        <source>Also to the left</source>
        <translation>向左扩选</translation>
    </message>
    <message>
        <source>Also to the right</source>
        <translation>向右扩选</translation>
    </message>
    <message>
        <source>Also up</source>
        <translation>向上扩选</translation>
    </message>
    <message>
        <source>Balance over devices…</source>
        <translation>在设备间均衡…</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>视图书签</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Calibrate this machine</source>
        <translation>校准本机</translation>
    </message>
    <message>
        <source>Centres in a column</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Centres in a row</source>
        <translation>水平居中对齐</translation>
    </message>
    <message>
        <source>Check the network</source>
        <translation>检查网络</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>关闭文档</translation>
    </message>
    <message>
        <source>Colour by device</source>
        <translation>按设备着色</translation>
    </message>
    <message>
        <source>Colour by tower or groups</source>
        <translation>按塔或分组着色</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统配色</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>对比…</translation>
    </message>
    <message>
        <source>Connect the selected layers</source>
        <translation>连接所选层</translation>
    </message>
    <message>
        <source>Continue the training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete and reconnect</source>
        <translation>删除并重新连接</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>水平等距分布</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>垂直等距分布</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Enter the block</source>
        <translation>进入块</translation>
    </message>
    <message>
        <source>Export .pt…</source>
        <translation>导出 .pt…</translation>
    </message>
    <message>
        <source>Export block figure…</source>
        <translation>导出结构示意图…</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>导出图片…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Find a layer…</source>
        <translation>查找层…</translation>
    </message>
    <message>
        <source>Fit all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Fit selection</source>
        <translation>显示所选</translation>
    </message>
    <message>
        <source>Fold all stages</source>
        <translation>折叠所有阶段</translation>
    </message>
    <message>
        <source>Fold or open</source>
        <translation>折叠或展开</translation>
    </message>
    <message>
        <source>From AlexNet to ResNet…</source>
        <translation>从 AlexNet 到 ResNet…</translation>
    </message>
    <message>
        <source>Go to view 1</source>
        <translation>转到视图 1</translation>
    </message>
    <message>
        <source>Go to view 2</source>
        <translation>转到视图 2</translation>
    </message>
    <message>
        <source>Go to view 3</source>
        <translation>转到视图 3</translation>
    </message>
    <message>
        <source>Go to view 4</source>
        <translation>转到视图 4</translation>
    </message>
    <message>
        <source>Go to view 5</source>
        <translation>转到视图 5</translation>
    </message>
    <message>
        <source>Go to view 6</source>
        <translation>转到视图 6</translation>
    </message>
    <message>
        <source>Go to view 7</source>
        <translation>转到视图 7</translation>
    </message>
    <message>
        <source>Go to view 8</source>
        <translation>转到视图 8</translation>
    </message>
    <message>
        <source>Go to view 9</source>
        <translation>转到视图 9</translation>
    </message>
    <message>
        <source>Group into a block</source>
        <translation>组合成块</translation>
    </message>
    <message>
        <source>Heat map of activation memory</source>
        <translation>热力图：激活内存</translation>
    </message>
    <message>
        <source>Heat map of multiply-adds</source>
        <translation>热力图：乘加次数</translation>
    </message>
    <message>
        <source>Heat map of parameters</source>
        <translation>热力图：参数量</translation>
    </message>
    <message>
        <source>Heat map of time</source>
        <translation>用时热力图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>帮助页面</translation>
    </message>
    <message>
        <source>Import a network…</source>
        <translation>导入网络…</translation>
    </message>
    <message>
        <source>Import weights…</source>
        <translation>导入权重…</translation>
    </message>
    <message>
        <source>Insert a layer in the wire…</source>
        <translation>在连线中插入层…</translation>
    </message>
    <message>
        <source>Keep as view 1</source>
        <translation>存为视图 1</translation>
    </message>
    <message>
        <source>Keep as view 2</source>
        <translation>存为视图 2</translation>
    </message>
    <message>
        <source>Keep as view 3</source>
        <translation>存为视图 3</translation>
    </message>
    <message>
        <source>Keep as view 4</source>
        <translation>存为视图 4</translation>
    </message>
    <message>
        <source>Keep as view 5</source>
        <translation>存为视图 5</translation>
    </message>
    <message>
        <source>Keep as view 6</source>
        <translation>存为视图 6</translation>
    </message>
    <message>
        <source>Keep as view 7</source>
        <translation>存为视图 7</translation>
    </message>
    <message>
        <source>Keep as view 8</source>
        <translation>存为视图 8</translation>
    </message>
    <message>
        <source>Keep as view 9</source>
        <translation>存为视图 9</translation>
    </message>
    <message>
        <source>Leave the block</source>
        <translation>离开块</translation>
    </message>
    <message>
        <source>Left edges</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Logarithmic scales</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Lower edges</source>
        <translation>底端对齐</translation>
    </message>
    <message>
        <source>Measure a training step</source>
        <translation>测量一个训练步</translation>
    </message>
    <message>
        <source>Merge the towers</source>
        <translation>合并双塔</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>New empty document</source>
        <translation>新建空文档</translation>
    </message>
    <message>
        <source>Next document</source>
        <translation>下一个文档</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一个面板</translation>
    </message>
    <message>
        <source>No heat map</source>
        <translation>不显示热力图</translation>
    </message>
    <message>
        <source>Open all blocks</source>
        <translation>展开所有块</translation>
    </message>
    <message>
        <source>Open preset…</source>
        <translation>打开预设网络…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Paint devices</source>
        <translation>涂刷设备</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste and connect</source>
        <translation>粘贴并连接</translation>
    </message>
    <message>
        <source>Plugins…</source>
        <translation>插件…</translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation>上一个文档</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一个面板</translation>
    </message>
    <message>
        <source>Prove that placement changes nothing</source>
        <translation>证明放置不改变结果</translation>
    </message>
    <message>
        <source>Put on gpu0</source>
        <translation>放到 gpu0</translation>
    </message>
    <message>
        <source>Put on gpu1</source>
        <translation>放到 gpu1</translation>
    </message>
    <message>
        <source>Put on gpu2</source>
        <translation>放到 gpu2</translation>
    </message>
    <message>
        <source>Put on gpu3</source>
        <translation>放到 gpu3</translation>
    </message>
    <message>
        <source>Put on gpu4</source>
        <translation>放到 gpu4</translation>
    </message>
    <message>
        <source>Put on gpu5</source>
        <translation>放到 gpu5</translation>
    </message>
    <message>
        <source>Put on gpu6</source>
        <translation>放到 gpu6</translation>
    </message>
    <message>
        <source>Put on gpu7</source>
        <translation>放到 gpu7</translation>
    </message>
    <message>
        <source>Put on gpu8</source>
        <translation>放到 gpu8</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Reopen the closed document</source>
        <translation>重新打开已关闭的文档</translation>
    </message>
    <message>
        <source>Repeat the block…</source>
        <translation>重复块…</translation>
    </message>
    <message>
        <source>Right edges</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Run elsewhere…</source>
        <translation>在别处运行…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the block as a template</source>
        <translation>将块存为模板</translation>
    </message>
    <message>
        <source>Save the step as a trace…</source>
        <translation>将此步存为跟踪文件…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select the next card</source>
        <translation>选择相邻的层</translation>
    </message>
    <message>
        <source>Select what depends on it</source>
        <translation>选择其所有下游</translation>
    </message>
    <message>
        <source>Select what leads here</source>
        <translation>选择其所有上游</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Shortcuts and gestures</source>
        <translation>快捷键与手势</translation>
    </message>
    <message>
        <source>Snap to grid</source>
        <translation>对齐网格</translation>
    </message>
    <message>
        <source>Split into two towers</source>
        <translation>拆分为双塔</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Straighten the chain</source>
        <translation>拉直链条</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Tidy up from top to bottom</source>
        <translation>自上而下整理</translation>
    </message>
    <message>
        <source>Tidy up the layout</source>
        <translation>整理布局</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消组合</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>Upper edges</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Watch a run…</source>
        <translation>观察训练…</translation>
    </message>
    <message>
        <source>Wheel scrolls</source>
        <translation>滚轮滚动画布</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>Select the layers on {device}</source>
        <translation>选择 {device} 上的层</translation>
    </message>
</context>
<context>
    <name>BalanceDialog</name>
    <message numerus="yes">
        <source>%n layers change their device. The figures are predictions.</source>
        <translation>
            <numerusform>%n 层更换设备。数值均为预测。</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Balance over devices</source>
        <translation>在设备间均衡</translation>
    </message>
    <message>
        <source>Nothing better was found: the layers stay where they are.</source>
        <translation>没有找到更好的方案：各层保持原位。</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>均衡后</translation>
    </message>
    <message>
        <source>crosses in a step</source>
        <translation>每步跨设备传输</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>each a</source>
        <translation>每个为</translation>
    </message>
    <message>
        <source>images a second</source>
        <translation>每秒图片数</translation>
    </message>
    <message numerus="yes">
        <source>keep the %n selected layers where they are</source>
        <translation>
            <numerusform>所选的 %n 层保持原位</numerusform>
        </translation>
    </message>
    <message>
        <source>memory on the fullest card</source>
        <translation>占用最多的卡的显存</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>the least memory on the fullest card</source>
        <translation>占用最多的卡显存最少</translation>
    </message>
    <message>
        <source>the shortest step</source>
        <translation>每步时间最短</translation>
    </message>
    <message>
        <source>time of a step</source>
        <translation>每步时间</translation>
    </message>
    <message>
        <source>wanted</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Breadcrumb</name>
    <message>
        <source>Back to {block} (PgUp leaves the block)</source>
        <translation>返回 {block}（PgUp 离开块）</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>unknown type</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>Tower or groups</source>
        <translation>塔或分组</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>crosses at %n places, {step} a step of {batch}</source>
        <translation>
            <numerusform>%n 处跨设备，每步 {step}（批大小 {batch}）</numerusform>
        </translation>
    </message>
    <message>
        <source>{layer} takes no input.</source>
        <translation>{layer} 不接受输入。</translation>
    </message>
    <message>
        <source>No layer in this block has a free input. Enter the block to connect inside.</source>
        <translation>此块中没有空闲的输入。请进入块内连接。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message numerus="yes">
        <source>%n blocks</source>
        <translation>
            <numerusform>%n 个块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>A double-click enters the block, H opens it here.</source>
        <translation>双击进入此块，按 H 在此展开。</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Measured time</source>
        <translation>实测时间</translation>
    </message>
    <message>
        <source>Predicted time</source>
        <translation>预测时间</translation>
    </message>
    <message numerus="yes">
        <source>Select at least %n layers first.</source>
        <translation>
            <numerusform>请先选择至少 %n 层。</numerusform>
        </translation>
    </message>
    <message>
        <source>No stage</source>
        <translation>无阶段</translation>
    </message>
</context>
<context>
    <name>CanvasOverlay</name>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Tint the layers by a number</source>
        <translation>按数值给各层着色</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Ctrl+N opens a preset.</source>
        <translation>按 Ctrl+N 打开预设网络。</translation>
    </message>
    <message>
        <source>Fit all (Home)</source>
        <translation>显示全部 (Home)</translation>
    </message>
    <message>
        <source>Press Tab or double-click to add a layer.</source>
        <translation>按 Tab 或双击添加层。</translation>
    </message>
    <message>
        <source>crosses, bytes per picture</source>
        <translation>跨设备传输，每张图片的字节数</translation>
    </message>
</context>
<context>
    <name>CanvasVerbs</name>
    <message>
        <source>Kept as view {number}. Press {number} to come back.</source>
        <translation>已存为视图 {number}。按 {number} 即可返回。</translation>
    </message>
    <message>
        <source>There is no view {number} yet. Ctrl+Shift+{number} keeps this one.</source>
        <translation>还没有视图 {number}。按 Ctrl+Shift+{number} 可保存当前视图。</translation>
    </message>
    <message>
        <source>Select a wire first.</source>
        <translation>请先选择一条连线。</translation>
    </message>
    <message>
        <source>Insert a layer between {source} and {target}</source>
        <translation>在 {source} 与 {target} 之间插入层</translation>
    </message>
    <message>
        <source>Connect a new layer to {layer}</source>
        <translation>将新层连接到 {layer}</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Canvas with the layer graph</source>
        <translation>画布：层的计算图</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Errors of each class</source>
        <translation>各类别的错误率</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Top-1 error</source>
        <translation>Top-1 错误率</translation>
    </message>
    <message>
        <source>Top-5 error</source>
        <translation>Top-5 错误率</translation>
    </message>
</context>
<context>
    <name>ColourPage</name>
    <message>
        <source>Axis</source>
        <translation>主轴</translation>
    </message>
    <message>
        <source>Direction here</source>
        <translation>此数据的方向</translation>
    </message>
    <message>
        <source>Direction in ImageNet</source>
        <translation>ImageNet 的方向</translation>
    </message>
    <message>
        <source>Directions are parts of red, green and blue; a spread is the root of the variance along the axis</source>
        <translation>方向为红、绿、蓝的分量；离散度为沿该轴方差的平方根</translation>
    </message>
    <message>
        <source>ImageNet</source>
        <translation>ImageNet</translation>
    </message>
    <message>
        <source>Measured on {pictures} pictures: mean {mean}, spread {std} (of 255, red / green / blue).</source>
        <translation>由 {pictures} 张图片测得：均值 {mean}，标准差 {std}（满值 255，红/绿/蓝）。</translation>
    </message>
    <message>
        <source>Noise as set</source>
        <translation>当前设置的噪声</translation>
    </message>
    <message>
        <source>Noise of strength {strength} along the first axis of {whose}: {code} grey levels as the code of 2012 drew it (the root of the variance), {lighting} as Lighting in Torch (the variance of pixels in 0 to 1), {paper} by the words of the paper (the variance of pixels in 0 to 255), more than there is to see.</source>
        <translation>沿{whose}第一主轴、强度 {strength} 的噪声：按 2012 年代码的做法（方差的平方根）为 {code} 个灰度级，按 Torch 的 Lighting（0 至 1 像素的方差）为 {lighting} 个，按论文所述（0 至 255 像素的方差）为 {paper} 个，超出可见范围。</translation>
    </message>
    <message>
        <source>Press Look through to measure the colours of this data.</source>
        <translation>请按“检查”测量此数据的颜色。</translation>
    </message>
    <message>
        <source>Spread here</source>
        <translation>此数据的离散度</translation>
    </message>
    <message>
        <source>Spread in ImageNet</source>
        <translation>ImageNet 的离散度</translation>
    </message>
    <message>
        <source>The paper gives no numbers for its axes; those of ImageNet are from the files of cuda-convnet2: variances {variances}.</source>
        <translation>论文未给出主轴的数值；ImageNet 的数值来自 cuda-convnet2 的文件：方差 {variances}。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>this data</source>
        <translation>此数据</translation>
    </message>
    <message>
        <source>{levels} levels</source>
        <translation>{levels} 级</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Usual columns</source>
        <translation>默认列</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Recipe</source>
        <translation>训练配方</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>another output, because of a change before it</source>
        <translation>因上游改动而输出不同</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>{name} as saved</source>
        <translation>{name}（已保存的版本）</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>Compare with a document that is not open</source>
        <translation>与未打开的文档对比</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Swap before and after</source>
        <translation>交换前后</translation>
    </message>
    <message>
        <source>They compute the same.</source>
        <translation>两者的计算完全相同。</translation>
    </message>
    <message>
        <source>multiply-adds {before} → {after}</source>
        <translation>乘加次数 {before} → {after}</translation>
    </message>
    <message>
        <source>parameters {before} → {after} ({change})</source>
        <translation>参数量 {before} → {after}（{change}）</translation>
    </message>
    <message>
        <source>{alike} layers alike, {changed} changed, {added} added, {removed} removed</source>
        <translation>相同 {alike} 层，更改 {changed} 层，添加 {added} 层，移除 {removed} 层</translation>
    </message>
</context>
<context>
    <name>CrossingTable</name>
    <message>
        <source>A step</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>Bytes a picture</source>
        <translation>每张图片字节数</translation>
    </message>
    <message>
        <source>Conv4 does not cross, although many accounts say so: it reads its own tower.</source>
        <translation>与许多说法不同，Conv4 并不跨设备：它只读取自己的塔。</translation>
    </message>
    <message>
        <source>Crosses at {places} and more: {bytes} bytes a picture each way, {step} a step of {batch}</source>
        <translation>跨设备处：{places} 等，每张图片单向 {bytes} 字节，每步 {step}（批大小 {batch}）</translation>
    </message>
    <message>
        <source>Crosses at {places}: {bytes} bytes a picture each way, {step} a step of {batch}</source>
        <translation>跨设备处：{places}，每张图片单向 {bytes} 字节，每步 {step}（批大小 {batch}）</translation>
    </message>
    <message>
        <source>Forward for one picture; a step is the whole batch, with the gradients that go back</source>
        <translation>指一张图片的前向；每步为整批，含反向传回的梯度</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Nothing moves between devices: every layer is on {device}.</source>
        <translation>设备间没有传输：所有层都在 {device} 上。</translation>
    </message>
    <message>
        <source>Nothing moves between devices: no layer reads another device&apos;s.</source>
        <translation>设备间没有传输：没有层读取其他设备的数据。</translation>
    </message>
    <message>
        <source>Output of</source>
        <translation>输出自</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>读取者</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Two GPUs: who reads whom</source>
        <translation>双 GPU：谁读取谁</translation>
    </message>
    <message>
        <source>What moves between devices</source>
        <translation>设备间的传输</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>Built-in shapes</source>
        <translation>内置图形</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>any part, resized</source>
        <translation>任意部分，缩放</translation>
    </message>
    <message>
        <source>0 to 255 − mean</source>
        <translation>0 至 255 − 均值</translation>
    </message>
    <message>
        <source>Lighting in Torch</source>
        <translation>Torch 的 Lighting</translation>
    </message>
    <message>
        <source>code of 2012</source>
        <translation>2012 年的代码</translation>
    </message>
    <message>
        <source>colour noise</source>
        <translation>颜色噪声</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>do not keep</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>keep decoded</source>
        <translation>保存解码结果</translation>
    </message>
    <message>
        <source>keep where it pays</source>
        <translation>值得时保存</translation>
    </message>
    <message>
        <source>light</source>
        <translation>光照</translation>
    </message>
    <message>
        <source>mean 0, spread 1</source>
        <translation>均值 0，标准差 1</translation>
    </message>
    <message>
        <source>mean colour</source>
        <translation>平均颜色</translation>
    </message>
    <message>
        <source>mean picture</source>
        <translation>平均图片</translation>
    </message>
    <message>
        <source>mirroring</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>moving window</source>
        <translation>移动窗口</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>normalised</source>
        <translation>归一化后</translation>
    </message>
    <message>
        <source>of ImageNet</source>
        <translation>ImageNet 的</translation>
    </message>
    <message>
        <source>of this data</source>
        <translation>此数据的</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>存储的</translation>
    </message>
    <message>
        <source>usual ones</source>
        <translation>常用值</translation>
    </message>
    <message>
        <source>words of the paper</source>
        <translation>论文所述</translation>
    </message>
</context>
<context>
    <name>DataFields</name>
    <message>
        <source>{n} × {n} (code)</source>
        <translation>{n} × {n}（代码）</translation>
    </message>
    <message>
        <source>{n} × {n} (paper)</source>
        <translation>{n} × {n}（论文）</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Again</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Broken files</source>
        <translation>损坏的文件</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>已解码</translation>
    </message>
    <message>
        <source>Picture {sample} of {pictures}, {label}, epoch {epoch}</source>
        <translation>图片 {sample} / {pictures}，{label}，第 {epoch} 轮</translation>
    </message>
    <message>
        <source>Press a picture to see its way into the network</source>
        <translation>点击图片，查看它如何进入网络</translation>
    </message>
    <message>
        <source>The next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>The picture before</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Draw as the next epoch does</source>
        <translation>按下一轮的方式抽取</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Mean {mean}, spread {std} of 255, measured on {pictures} pictures.</source>
        <translation>均值 {mean}，标准差 {std}（满值 255），由 {pictures} 张图片测得。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>The engine looks at the pictures…</source>
        <translation>引擎正在检查图片…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>{classes} classes, {train} training and {validation} validation pictures.</source>
        <translation>{classes} 个类别，训练图片 {train} 张，验证图片 {validation} 张。</translation>
    </message>
</context>
<context>
    <name>DeviceBox</name>
    <message>
        <source>chosen for you</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>{device} runs on</source>
        <translation>{device} 运行于</translation>
    </message>
    <message>
        <source>{device}, chosen for you</source>
        <translation>{device}（自动选择）</translation>
    </message>
    <message>
        <source>{device}: missing</source>
        <translation>{device}：缺失</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>With {others} {needed} of {there}, {card}</source>
        <translation>与 {others} 共需 {needed}，共有 {there}，{card}</translation>
    </message>
    <message>
        <source>With {others} {needed}: {over} more than {card} has</source>
        <translation>与 {others} 共需 {needed}：超出 {card} 的显存 {over}</translation>
    </message>
    <message>
        <source>runs on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>{needed} of {there}, {card}</source>
        <translation>需要 {needed}，共有 {there}，{card}</translation>
    </message>
    <message>
        <source>{needed}: {over} more than {card} has</source>
        <translation>需要 {needed}：超出 {card} 的显存 {over}</translation>
    </message>
</context>
<context>
    <name>DeviceVerbs</name>
    <message>
        <source>Click or draw over layers to put them on {device}. The right button takes a device, Esc ends it.</source>
        <translation>点击或划过各层，即可放到 {device} 上。右键取用设备，Esc 结束。</translation>
    </message>
    <message>
        <source>The layers cannot be balanced yet: {problem}</source>
        <translation>暂时无法均衡各层：{problem}</translation>
    </message>
    <message>
        <source>Training cannot start: this machine has no {wanted}. It has: {there}.</source>
        <translation>无法开始训练：本机没有 {wanted}。现有：{there}。</translation>
    </message>
    <message>
        <source>{physical} for {logical}</source>
        <translation>{logical} 所用的 {physical}</translation>
    </message>
</context>
<context>
    <name>DevicesPanel</name>
    <message>
        <source>Against</source>
        <translation>参照</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>This machine has no {wanted}.</source>
        <translation>本机没有 {wanted}。</translation>
    </message>
    <message>
        <source>batch of {batch}, each at its worst moment</source>
        <translation>批大小 {batch}，各设备取其峰值时刻</translation>
    </message>
    <message>
        <source>what they run on</source>
        <translation>各设备的运行位置</translation>
    </message>
    <message>
        <source>{physical} for {logical}</source>
        <translation>{logical} 所用的 {physical}</translation>
    </message>
</context>
<context>
    <name>DocumentSummary</name>
    <message>
        <source>Select a layer to see and change its parameters.</source>
        <translation>选择一层，即可查看和修改其参数。</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>weights + biases</source>
        <translation>权重 + 偏置</translation>
    </message>
    <message>
        <source>multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>float32 weights</source>
        <translation>float32 权重</translation>
    </message>
    <message>
        <source>activations, batch {batch}</source>
        <translation>激活，批大小 {batch}</translation>
    </message>
    <message>
        <source>layers worked out</source>
        <translation>已算出的层</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part} / {whole}</translation>
    </message>
    <message>
        <source>{device} parameters</source>
        <translation>{device} 参数量</translation>
    </message>
    <message>
        <source>crosses, per picture</source>
        <translation>跨设备，每张图片</translation>
    </message>
</context>
<context>
    <name>DocumentTabs</name>
    <message>
        <source>Open documents</source>
        <translation>已打开的文档</translation>
    </message>
    <message>
        <source>in no file yet</source>
        <translation>尚未存为文件</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DocumentVerbs</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The file has changed</source>
        <translation>文件已被更改</translation>
    </message>
    <message>
        <source>{file} was changed by another program since it was opened here.</source>
        <translation>{file} 在此处打开后被其他程序更改过。</translation>
    </message>
    <message>
        <source>Write over it</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>A training runs</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Stop the training and close? Its checkpoint is written first.</source>
        <translation>停止训练并关闭吗？会先写入检查点。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>{document} has changes that are not saved.</source>
        <translation>{document} 有未保存的更改。</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Unsaved work is not safe from a crash: {problem} Save it.</source>
        <translation>未保存的内容无法防止崩溃丢失：{problem} 请保存。</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept in {folder}: {reason}.</source>
        <translation>未保存的内容无法存放在 {folder}：{reason}。</translation>
    </message>
    <message numerus="yes">
        <source>%n documents were opened.</source>
        <translation>
            <numerusform>已打开 %n 个文档。</numerusform>
        </translation>
    </message>
    <message>
        <source>A document with unsaved changes from the last time was restored.</source>
        <translation>已恢复上次未保存的一个文档。</translation>
    </message>
    <message numerus="yes">
        <source>%n documents with unsaved changes from the last time were restored.</source>
        <translation>
            <numerusform>已恢复上次未保存的 %n 个文档。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents have changes that are not saved:</source>
        <translation>
            <numerusform>%n 个文档有未保存的更改：</numerusform>
        </translation>
    </message>
    <message>
        <source>A document was not restored, because the program ended twice with it. It lies in {path}: open it there.</source>
        <translation>有一个文档未恢复，因为程序曾两次因它而退出。它在 {path}，请从那里打开。</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>The unsaved changes of {name} cannot be read. They lie in {path}. ({error})</source>
        <translation>无法读取 {name} 的未保存更改。它们在 {path}。（{error}）</translation>
    </message>
    <message>
        <source>a document</source>
        <translation>某文档</translation>
    </message>
    <message>
        <source>alexstudio documents</source>
        <translation>alexstudio 文档</translation>
    </message>
    <message numerus="yes">
        <source>{fault} (and %n more could not be opened)</source>
        <translation>
            <numerusform>{fault}（另有 %n 个无法打开）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Only files of this machine can be opened: save it first.</source>
        <translation>只能打开本机文件：请先保存。</translation>
    </message>
</context>
<context>
    <name>EditVerbs</name>
    <message>
        <source>There are no layers on the clipboard.</source>
        <translation>剪贴板中没有层。</translation>
    </message>
    <message>
        <source>Add a layer after {layer}</source>
        <translation>在 {layer} 之后添加层</translation>
    </message>
    <message>
        <source>Connect {layer} to a new layer</source>
        <translation>将 {layer} 连接到新层</translation>
    </message>
    <message>
        <source>Add a layer here</source>
        <translation>在此处添加层</translation>
    </message>
    <message>
        <source>Find a layer by name, type, stage or device</source>
        <translation>按名称、类型、阶段或设备查找层</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
</context>
<context>
    <name>ElsewhereDialog</name>
    <message>
        <source>A batch of {batch} is too small for {size} processes.</source>
        <translation>批大小 {batch} 对 {size} 个进程来说太小。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Copy the script</source>
        <translation>复制脚本</translation>
    </message>
    <message>
        <source>GPUs of each process</source>
        <translation>每个进程的 GPU 数</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>机器数</translation>
    </message>
    <message>
        <source>On every machine</source>
        <translation>在每台机器上</translation>
    </message>
    <message>
        <source>One process trains on each batch of {batch} pictures.</source>
        <translation>一个进程训练每批 {batch} 张图片。</translation>
    </message>
    <message>
        <source>Or with Slurm</source>
        <translation>或使用 Slurm</translation>
    </message>
    <message>
        <source>Processes on each</source>
        <translation>每台的进程数</translation>
    </message>
    <message>
        <source>Run elsewhere</source>
        <translation>在别处运行</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>Write the folder</source>
        <translation>写入文件夹</translation>
    </message>
    <message>
        <source>{size} processes share each batch of {batch} pictures: {each} each.</source>
        <translation>{size} 个进程分担每批 {batch} 张图片：每个 {each} 张。</translation>
    </message>
</context>
<context>
    <name>ElsewhereVerbs</name>
    <message>
        <source>A training runs here. Stop it first, then another one can be watched.</source>
        <translation>此处正在训练。请先停止，再观察其他训练。</translation>
    </message>
    <message>
        <source>The network cannot run: {problem}</source>
        <translation>网络无法运行：{problem}</translation>
    </message>
    <message>
        <source>Watch a run</source>
        <translation>观察训练</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>开始观察</translation>
    </message>
    <message>
        <source>Wrote {folder}: the job, a Slurm script and how to use them.</source>
        <translation>已写入 {folder}：任务、Slurm 脚本及使用说明。</translation>
    </message>
</context>
<context>
    <name>EngineLink</name>
    <message>
        <source>The training process was ended by signal {code}.</source>
        <translation>训练进程被信号 {code} 终止。</translation>
    </message>
    <message>
        <source>The training process ended with code {code}.</source>
        <translation>训练进程已退出，代码 {code}。</translation>
    </message>
    <message>
        <source>The document is untouched; a new training starts a new process.</source>
        <translation>文档未受影响；重新训练会启动新进程。</translation>
    </message>
    <message>
        <source>The training process was killed (signal {code}), perhaps for want of memory.</source>
        <translation>训练进程被终止（信号 {code}），可能是内存不足。</translation>
    </message>
    <message>
        <source>Its last words: {words}</source>
        <translation>其最后输出：{words}</translation>
    </message>
    <message>
        <source>The training process could not be started with {python}. Is Python still there?</source>
        <translation>无法用 {python} 启动训练进程。Python 还在那里吗？</translation>
    </message>
</context>
<context>
    <name>EvaluationPanel</name>
    <message>
        <source>Best weights</source>
        <translation>最佳权重</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Confusions</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Last weights</source>
        <translation>最后的权重</translation>
    </message>
    <message>
        <source>Middle of each</source>
        <translation>每张取中央</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>误认为</translation>
    </message>
    <message>
        <source>Ten views of each</source>
        <translation>每张取十个视图</translation>
    </message>
    <message>
        <source>Ten: the corners and the middle, and their mirror images, averaged; as in the paper, section 4.1</source>
        <translation>十个视图：四角、中央及其镜像，取平均；同论文 4.1 节</translation>
    </message>
    <message>
        <source>Train the network; then its errors and mistakes are shown here.</source>
        <translation>训练网络后，此处显示其错误率和错例。</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>验证图片</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错例</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>自选图片</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>top-1 error {error}</source>
        <translation>Top-1 错误率 {error}</translation>
    </message>
    <message>
        <source>top-{k} error {error}</source>
        <translation>Top-{k} 错误率 {error}</translation>
    </message>
    <message>
        <source>{images} pictures in {time}, weights of step {step}</source>
        <translation>{images} 张图片，用时 {time}，第 {step} 步的权重</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Opened with:</source>
        <translation>打开方式：</translation>
    </message>
    <message>
        <source>This form holds no weights.</source>
        <translation>此格式不含权重。</translation>
    </message>
    <message>
        <source>Weights that the document starts from (not trained here)</source>
        <translation>文档的起始权重（未在此训练）</translation>
    </message>
    <message>
        <source>With devices: its layers can be spread as in the document</source>
        <translation>含设备：各层可按文档分布</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Best validation of the last training</source>
        <translation>上次训练中验证最佳的权重</translation>
    </message>
    <message>
        <source>End of the last training</source>
        <translation>上次训练结束时的权重</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>FixButtons</name>
    <message>
        <source>{fix}: one step, Ctrl+Z takes it back</source>
        <translation>{fix}：一步完成，Ctrl+Z 撤销</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Presets</source>
        <translation>预设网络</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Search: a name, an author, a year</source>
        <translation>搜索：名称、作者、年份</translation>
    </message>
    <message>
        <source>Search presets</source>
        <translation>搜索预设网络</translation>
    </message>
    <message>
        <source>No preset has all of these words.</source>
        <translation>没有预设网络包含所有这些词。</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Alt+Shift+drag</source>
        <translation>Alt+Shift+拖动</translation>
    </message>
    <message>
        <source>Alt+click on a port</source>
        <translation>Alt+单击端口</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Ctrl+drag from a port</source>
        <translation>Ctrl+从端口拖动</translation>
    </message>
    <message>
        <source>Double-click on a wire</source>
        <translation>双击连线</translation>
    </message>
    <message>
        <source>Double-click on empty canvas</source>
        <translation>双击空白处</translation>
    </message>
    <message>
        <source>Drag a card</source>
        <translation>拖动卡片</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>从端口拖动</translation>
    </message>
    <message>
        <source>Drag on empty canvas</source>
        <translation>在空白处拖动</translation>
    </message>
    <message>
        <source>Esc, or a second button</source>
        <translation>Esc，或另一鼠标键</translation>
    </message>
    <message>
        <source>Left button, while painting devices</source>
        <translation>涂刷设备时按左键</translation>
    </message>
    <message>
        <source>Middle button, or Space and drag</source>
        <translation>中键，或空格+拖动</translation>
    </message>
    <message>
        <source>Right button</source>
        <translation>右键</translation>
    </message>
    <message>
        <source>Right button, while painting devices</source>
        <translation>涂刷设备时按右键</translation>
    </message>
    <message>
        <source>Shift+click, Ctrl+click</source>
        <translation>Shift+单击，Ctrl+单击</translation>
    </message>
    <message>
        <source>Wheel, or pinch</source>
        <translation>滚轮，或双指捏合</translation>
    </message>
    <message>
        <source>add a layer there</source>
        <translation>在该处添加层</translation>
    </message>
    <message>
        <source>add to the selection, toggle</source>
        <translation>加入选择，切换选择</translation>
    </message>
    <message>
        <source>bend it there; on a bend: take that away</source>
        <translation>在该处加拐点；在拐点上：删除拐点</translation>
    </message>
    <message>
        <source>cut the wires that are crossed</source>
        <translation>切断划过的连线</translation>
    </message>
    <message>
        <source>draw a wire, from an input backwards; into empty space: search and connect</source>
        <translation>画连线，从输入端则反向；拖到空白处：搜索并连接</translation>
    </message>
    <message>
        <source>give up a gesture; Esc then gives up the selection</source>
        <translation>放弃当前手势；再按 Esc 取消选择</translation>
    </message>
    <message>
        <source>menu for what is under it</source>
        <translation>打开所指对象的菜单</translation>
    </message>
    <message>
        <source>move its wires elsewhere; into empty space: take them off</source>
        <translation>把它的连线移到别处；拖到空白处：断开</translation>
    </message>
    <message>
        <source>move what is selected; on a wire it is inserted; with Ctrl or Alt without snapping</source>
        <translation>移动所选；放到连线上即插入；按 Ctrl 或 Alt 不吸附</translation>
    </message>
    <message>
        <source>nudge</source>
        <translation>微移</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>put on the device what is clicked, or drawn over</source>
        <translation>将点击或划过的层放到该设备上</translation>
    </message>
    <message>
        <source>select in a box; with Shift add, with Ctrl toggle</source>
        <translation>框选；Shift 加选，Ctrl 切换</translation>
    </message>
    <message>
        <source>take all its wires off</source>
        <translation>断开它的所有连线</translation>
    </message>
    <message>
        <source>take the device of the card under it</source>
        <translation>取用光标下卡片的设备</translation>
    </message>
    <message>
        <source>zoom at the cursor; two fingers scroll</source>
        <translation>以光标为中心缩放；双指滚动</translation>
    </message>
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>{measure}, log scale</source>
        <translation>{measure}，对数坐标</translation>
    </message>
    <message>
        <source>{measure}, one value</source>
        <translation>{measure}，单一值</translation>
    </message>
    <message>
        <source>{measure}: no layer has any</source>
        <translation>{measure}：没有层具有此值</translation>
    </message>
</context>
<context>
    <name>HelpContents</name>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>No page speaks of that</source>
        <translation>没有相关页面</translation>
    </message>
</context>
<context>
    <name>HelpDock</name>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>后退 (Alt+Left)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>前进 (Alt+Right)</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Search the pages</source>
        <translation>搜索帮助页面</translation>
    </message>
    <message>
        <source>There is no page called “{name}”.</source>
        <translation>没有名为“{name}”的页面。</translation>
    </message>
    <message>
        <source>There is no layer type called “{name}”.</source>
        <translation>没有名为“{name}”的层类型。</translation>
    </message>
    <message>
        <source>The link “{link}” leads nowhere.</source>
        <translation>链接“{link}”无效。</translation>
    </message>
    <message>
        <source>This page is gone: its plugin is not enabled any more.</source>
        <translation>此页面已不存在：其插件不再启用。</translation>
    </message>
</context>
<context>
    <name>HelpVerbs</name>
    <message>
        <source>There is no page about {type}: the type is not known here.</source>
        <translation>没有关于 {type} 的页面：此处不认识该类型。</translation>
    </message>
    <message>
        <source>There is no preset called “{name}”.</source>
        <translation>没有名为“{name}”的预设网络。</translation>
    </message>
    <message>
        <source>The open document has no layer “{name}”.</source>
        <translation>当前文档中没有层“{name}”。</translation>
    </message>
    <message>
        <source>There is no action called “{name}”.</source>
        <translation>没有名为“{name}”的命令。</translation>
    </message>
    <message>
        <source>“{name}” cannot be done now.</source>
        <translation>现在不能执行“{name}”。</translation>
    </message>
</context>
<context>
    <name>HelpView</name>
    <message>
        <source>Help page</source>
        <translation>帮助页面</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not ended</source>
        <translation>未结束</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, as if it had never been stopped</source>
        <translation>从最后的检查点继续，如同从未停止</translation>
    </message>
    <message>
        <source>Move this run with its weights to the trash?</source>
        <translation>将此次训练及其权重移到回收站吗？</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Network and recipe as a new document, not trained</source>
        <translation>将网络与配方作为新文档，未训练</translation>
    </message>
    <message>
        <source>New from it</source>
        <translation>据此新建</translation>
    </message>
    <message>
        <source>No training yet. Every training is kept and listed here.</source>
        <translation>还没有训练。每次训练都会保存并列于此处。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>The network with the curves and weights of this run: evaluate it, export it</source>
        <translation>打开此次训练的网络、曲线和权重：可评估、可导出</translation>
    </message>
    <message>
        <source>This run has come to its end; there is nothing to continue.</source>
        <translation>此次训练已结束，没有可继续的内容。</translation>
    </message>
    <message>
        <source>{folder} could not be moved to the trash. Remove it yourself.</source>
        <translation>无法将 {folder} 移到回收站。请自行删除。</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>approximated</source>
        <translation>近似</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>已理解</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>How</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import a network</source>
        <translation>导入网络</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>What</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What became of the layers</source>
        <translation>各层的转换结果</translation>
    </message>
</context>
<context>
    <name>ImportVerbs</name>
    <message>
        <source>Another document came to the front, so the weights were not taken.</source>
        <translation>前台已换为其他文档，因此未采用权重。</translation>
    </message>
    <message>
        <source>The weights were taken.</source>
        <translation>已采用权重。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights to start from</source>
        <translation>起始权重</translation>
    </message>
</context>
<context>
    <name>InlineEdit</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>whole network</source>
        <translation>整个网络</translation>
    </message>
</context>
<context>
    <name>LayerTable</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Filter the layers</source>
        <translation>筛选层</translation>
    </message>
    <message>
        <source>Filter, such as  type:Conv2d params&gt;1M</source>
        <translation>筛选，例如  type:Conv2d params&gt;1M</translation>
    </message>
    <message>
        <source>By stage</source>
        <translation>按阶段</translation>
    </message>
    <message>
        <source>Show the stages with their sums, and their layers below them</source>
        <translation>显示各阶段的合计，其下列出各层</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>复制为</translation>
    </message>
    <message>
        <source>Copies the selected rows, or all that are shown</source>
        <translation>复制所选的行，或当前显示的全部行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Total: {params} parameters ({weights} weights + {biases} biases), {multiply_adds} multiply-adds, {activations} activations per picture</source>
        <translation>合计：参数量 {params}（权重 {weights} + 偏置 {biases}），乘加次数 {multiply_adds}，每张图片的激活 {activations}</translation>
    </message>
    <message>
        <source>Total: {params} parameters ({weights} weights + {biases} biases), {multiply_adds} multiply-adds, {activations} activations per picture, of {known} of {layers} layers</source>
        <translation>{layers} 层中已算出 {known} 层的合计：参数量 {params}（权重 {weights} + 偏置 {biases}），乘加次数 {multiply_adds}，每张图片的激活 {activations}</translation>
    </message>
</context>
<context>
    <name>LayerTimes</name>
    <message>
        <source>Time of each layer</source>
        <translation>各层用时</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>0 to 255, minus mean</source>
        <translation>0 到 255，减去均值</translation>
    </message>
    <message>
        <source>1 falls in a straight line to 0, more falls early</source>
        <translation>1 沿直线降到 0，更大的值降得更早</translation>
    </message>
    <message>
        <source>3 for RGB, 1 for grey</source>
        <translation>RGB 为 3，灰度为 1</translation>
    </message>
    <message>
        <source>A ReLU with noise while training; plain afterwards.</source>
        <translation>训练时带噪声的 ReLU；之后为普通 ReLU。</translation>
    </message>
    <message>
        <source>A learned factor for each map, small at first.</source>
        <translation>每个特征图一个可学习的系数，初值很小。</translation>
    </message>
    <message>
        <source>A smooth ReLU: log(1 + exp(x)).</source>
        <translation>平滑的 ReLU：log(1 + exp(x))。</translation>
    </message>
    <message>
        <source>A tensor without values is never what a network means; torch computes with nothing.</source>
        <translation>没有值的张量绝不是网络的本意；torch 会对空张量计算。</translation>
    </message>
    <message>
        <source>A vector becomes maps, channel by channel.</source>
        <translation>把向量按通道变为特征图。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Activation bytes</source>
        <translation>激活字节数</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值数</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adds two inputs of the same shape, value by value.</source>
        <translation>将两个形状相同的输入逐元素相加。</translation>
    </message>
    <message>
        <source>Adds zeros around the maps, or cuts off, each side on its own.</source>
        <translation>在特征图四周补零或裁剪，各边独立设置。</translation>
    </message>
    <message>
        <source>After AlexNet</source>
        <translation>AlexNet 之后</translation>
    </message>
    <message>
        <source>AlexNet</source>
        <translation>AlexNet</translation>
    </message>
    <message>
        <source>AlexNet after looking at what its filters see: smaller and denser in the first layer, 7×7 every 2 pixels. It has one column without groups and normalises after the pooling. The paper gives sizes and no padding; padding 1 in conv1 and pooling rounded up lead to its 110, 55, 26, 13 and 6, and the numbers of the normalisation are AlexNet&apos;s.</source>
        <translation>看过滤波器所见之后的 AlexNet：首层更小更密，7×7，每 2 像素一次。单列、无分组，池化之后归一化。论文给出尺寸而未给填充；conv1 填充 1、池化向上取整，即得其 110、55、26、13 和 6，归一化的数值取自 AlexNet。</translation>
    </message>
    <message>
        <source>AlexNet&apos;s accuracy with 50 times fewer parameters, as its title says. Fire modules squeeze the maps with 1×1 filters before they spread them again, and a convolution with an average replaces all dense layers. It needs 13 % more multiply-adds than the 2012 network.</source>
        <translation>正如其标题所言：达到 AlexNet 的准确率，参数量仅为五十分之一。Fire 模块先用 1×1 滤波器压缩特征图再展开，一个卷积加平均代替所有全连接层。乘加次数比 2012 年的网络多 13 %。</translation>
    </message>
    <message>
        <source>AlexNet&apos;s dialects</source>
        <translation>AlexNet 的变体</translation>
    </message>
    <message>
        <source>AlexNet&apos;s plan with nothing but 3×3 filters: the shallowest network of the VGG paper, its configuration A. Eight convolutions and three dense layers; no groups, no response normalisation (configuration A-LRN has it and gained nothing). The paper trained at batch 256 with a rate of 0.01, momentum 0.9 and decay 0.0005, and dropout as in AlexNet.</source>
        <translation>AlexNet 的格局，只用 3×3 滤波器：VGG 论文中最浅的网络，配置 A。八个卷积和三个全连接层；无分组，无响应归一化（配置 A-LRN 有，但没有收益）。论文以批大小 256、学习率 0.01、动量 0.9、衰减 0.0005 训练，Dropout 同 AlexNet。</translation>
    </message>
    <message>
        <source>AlexNet&apos;s plan, twice as deep and with nothing but 3×3 filters: configuration D, the one that most people mean by VGG. It needs 21 times the multiply-adds of the 2012 network; without groups and response normalisation. The paper trained at batch 256 with a rate of 0.01, momentum 0.9 and decay 0.0005, and dropout as in AlexNet.</source>
        <translation>AlexNet 的格局，深一倍，只用 3×3 滤波器：配置 D，即多数人所说的 VGG。乘加次数为 2012 年网络的 21 倍；无分组，无响应归一化。论文以批大小 256、学习率 0.01、动量 0.9、衰减 0.0005 训练，Dropout 同 AlexNet。</translation>
    </message>
    <message>
        <source>An approximation of SiLU that is cheap to compute.</source>
        <translation>SiLU 的低成本近似。</translation>
    </message>
    <message>
        <source>An approximation of the logistic function that is cheap to compute.</source>
        <translation>逻辑函数的低成本近似。</translation>
    </message>
    <message>
        <source>As PyTorch does it: what nothing needs any more is freed at once.</source>
        <translation>按 PyTorch 的方式：不再需要的内存立即释放。</translation>
    </message>
    <message>
        <source>As the original code did it: a buffer for each output and gradient.</source>
        <translation>按原始代码的方式：每个输出和梯度各有一个缓冲区。</translation>
    </message>
    <message>
        <source>As the text of the paper says it; the rate falls when validation stalls</source>
        <translation>按论文正文所述；验证停滞时降低学习率</translation>
    </message>
    <message>
        <source>As torchvision trains it: random parts of pictures, a tenth of the rate every 30 epochs</source>
        <translation>按 torchvision 的训练方式：随机裁取图片，每 30 轮学习率降为十分之一</translation>
    </message>
    <message>
        <source>BVLC&apos;s bvlc_alexnet: biases learn twice as fast and do not decay</source>
        <translation>BVLC 的 bvlc_alexnet：偏置学习快一倍且不衰减</translation>
    </message>
    <message>
        <source>Before AlexNet</source>
        <translation>AlexNet 之前</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CUDA estimate</source>
        <translation>CUDA 估计值</translation>
    </message>
    <message>
        <source>Caffe (2014)</source>
        <translation>Caffe 2014 版</translation>
    </message>
    <message>
        <source>Caffe prototxt</source>
        <translation>Caffe prototxt 文件</translation>
    </message>
    <message>
        <source>Caffe&apos;s AlexNet with pooling before normalisation in layers 1 and 2, which saves memory: Norm1 works on 27×27 instead of 55×55 pixels. Parameters and multiply-adds are those of the 2012 network; as in Caffe&apos;s AlexNet, k is 1 and pictures are 227×227. Caffe&apos;s recipe: batch 256, 450,000 steps, rate 0.01 divided by 10 every 100,000, biases at twice the rate and without decay.</source>
        <translation>Caffe 的 AlexNet，但第 1、2 层先池化后归一化，从而节省内存：Norm1 处理 27×27 而非 55×55 像素。参数量和乘加次数与 2012 年的网络相同；与 Caffe 的 AlexNet 一样，k 为 1，图片为 227×227。Caffe 的配方：批大小 256，450,000 步，学习率 0.01，每 100,000 步除以 10，偏置用双倍学习率且不衰减。</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Channels are counted from the front only.</source>
        <translation>通道只从前面数起。</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Device %</source>
        <translation>设备占比 %</translation>
    </message>
    <message>
        <source>Each map becomes its mean: maps to a vector.</source>
        <translation>每个特征图变为其均值：特征图变为向量。</translation>
    </message>
    <message>
        <source>Each map gets mean 0 and variance 1 in each picture.</source>
        <translation>每张图片中，每个特征图归一化为均值 0、方差 1。</translation>
    </message>
    <message>
        <source>Each map gets mean 0 and variance 1 over the batch, then a learned scale and shift.</source>
        <translation>每个特征图在整批上归一化为均值 0、方差 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>Each value is divided by a power of the squared activity around it in the same map.</source>
        <translation>每个值除以同一特征图中周围平方活动的幂。</translation>
    </message>
    <message>
        <source>Each value is divided by a power of the squared activity of its neighbouring maps.</source>
        <translation>每个值除以相邻特征图平方活动的幂。</translation>
    </message>
    <message>
        <source>Each value is divided by a power of the variance around it in the same map.</source>
        <translation>每个值除以同一特征图中周围方差的幂。</translation>
    </message>
    <message>
        <source>Each value times itself.</source>
        <translation>每个值的平方。</translation>
    </message>
    <message>
        <source>Effective stride</source>
        <translation>有效步幅</translation>
    </message>
    <message>
        <source>Ends an auxiliary classifier: its cross-entropy is added to the loss in training, and left out after.</source>
        <translation>辅助分类器的末端：训练时其交叉熵加入损失，之后不再使用。</translation>
    </message>
    <message>
        <source>Enlarges maps by repeating values (nearest) or interpolating (bilinear).</source>
        <translation>以重复值（nearest）或插值（bilinear）放大特征图。</translation>
    </message>
    <message>
        <source>Enlarges maps: each input value writes a learned filter into the output.</source>
        <translation>放大特征图：每个输入值将一个可学习的滤波器写入输出。</translation>
    </message>
    <message>
        <source>Exported program</source>
        <translation>导出的程序</translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation>浮点运算次数</translation>
    </message>
    <message>
        <source>First</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Fixed scale and shift for red, green and blue, to convert between normalisations of pictures.</source>
        <translation>对红、绿、蓝做固定的缩放和平移，用于转换图片的归一化方式。</translation>
    </message>
    <message>
        <source>Floating-point operations for one picture, forward: 2 × multiply-adds</source>
        <translation>一张图片前向的浮点运算次数：2 × 乘加次数</translation>
    </message>
    <message>
        <source>For Caffe and what reads its networks. The layers only; a network with layers that Caffe lacks is refused.</source>
        <translation>用于 Caffe 及能读取其网络的程序。只含各层；若有 Caffe 没有的层则拒绝导出。</translation>
    </message>
    <message>
        <source>For PyTorch, in one file without source. Opening it runs code from the file: only for files you trust.</source>
        <translation>用于 PyTorch，单个文件，不含源代码。打开时会运行文件中的代码：仅限可信文件。</translation>
    </message>
    <message>
        <source>For deployment with PyTorch: torch.export&apos;s graph for any number of pictures, to compile or to lower.</source>
        <translation>用于 PyTorch 部署：torch.export 的计算图，图片数任意，可编译或降级。</translation>
    </message>
    <message>
        <source>For other programs: ONNX Runtime, TensorRT, OpenVINO, browsers. One file, for any number of pictures.</source>
        <translation>用于其他程序：ONNX Runtime、TensorRT、OpenVINO、浏览器。单个文件，图片数任意。</translation>
    </message>
    <message>
        <source>For papers and issues: every layer with its shape and numbers, as Markdown (.md) or LaTeX (.tex).</source>
        <translation>用于论文和讨论：各层的形状与数值，Markdown (.md) 或 LaTeX (.tex)。</translation>
    </message>
    <message>
        <source>For plain PyTorch: a dictionary that torch.load opens, with readable model.py beside it. Safe to share.</source>
        <translation>用于普通 PyTorch：torch.load 可打开的字典，旁附可读的 model.py。可安全分享。</translation>
    </message>
    <message>
        <source>For reading and changing: one file of plain PyTorch with the class Model, without weights.</source>
        <translation>用于阅读和修改：单个普通 PyTorch 文件，含 Model 类，不含权重。</translation>
    </message>
    <message>
        <source>For sharing weights: no code can hide in it, and it loads fast. Readable model.py lies beside it.</source>
        <translation>用于分享权重：其中无法隐藏代码，加载快。旁附可读的 model.py。</translation>
    </message>
    <message>
        <source>For telephones: 3.5 million parameters and 0.3 billion multiply-adds, less than half of what AlexNet needs. AlexNet&apos;s idea of groups is taken to its end: one group for each map in the depthwise filters, and 1×1 filters to mix them. Trained with a rate of 0.045 and decay 0.00004.</source>
        <translation>面向手机：350 万参数，3 亿次乘加，不到 AlexNet 所需的一半。AlexNet 的分组思想被推到极致：深度可分离滤波器每个特征图一组，再用 1×1 滤波器混合。以学习率 0.045、衰减 0.00004 训练。</translation>
    </message>
    <message>
        <source>Fractional numbers have bounds that keep a slip of the keyboard out of the weights.</source>
        <translation>小数有界限，以免误按键盘影响权重。</translation>
    </message>
    <message>
        <source>Fully connected: every output is a weighted sum of every input.</source>
        <translation>全连接：每个输出是所有输入的加权和。</translation>
    </message>
    <message>
        <source>GoogLeNet as it was trained in 2014: two classifiers half-way, each with 0.3 of its loss, help the early layers to learn. They have 6.4 of the 13.0 million parameters, and no exported file has them. As in torchvision, batch normalisation stands in for response normalisation, the 5×5 branches have 3×3 filters, and the heads average what comes to 4×4; the paper has windows of 5×5 every 3 pixels, which is 4×4 too for pictures of 224×224.</source>
        <translation>2014 年训练时的 GoogLeNet：中途的两个分类器，各以 0.3 的权重计入损失，帮助前面的层学习。它们占 1300 万参数中的 640 万，导出的文件都不含它们。与 torchvision 一样，以批归一化代替响应归一化，5×5 支路用 3×3 滤波器，分类器将特征图平均为 4×4；论文中是每 3 像素一个 5×5 窗口，对 224×224 的图片同样得到 4×4。</translation>
    </message>
    <message>
        <source>Groups of maps get mean 0 and variance 1 in each picture, then a learned scale and shift.</source>
        <translation>每张图片中，各组特征图归一化为均值 0、方差 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>It has numbers for three colours.</source>
        <translation>它的数用于三种颜色。</translation>
    </message>
    <message>
        <source>It is for maps; what torch does with a vector mixes up pictures and features, or is another layer.</source>
        <translation>它用于特征图；torch 对向量的处理会混淆图片和特征，或成了另一种层。</translation>
    </message>
    <message>
        <source>Its five ideas</source>
        <translation>它的五个想法</translation>
    </message>
    <message>
        <source>Joins its inputs along the channels, in the order of its slots.</source>
        <translation>按插槽顺序沿通道拼接各输入。</translation>
    </message>
    <message>
        <source>Keeps some channels in a row and drops the others.</source>
        <translation>保留一段连续的通道，丢弃其余。</translation>
    </message>
    <message>
        <source>Kernel, stride and other parameters that matter</source>
        <translation>卷积核、步幅等重要参数</translation>
    </message>
    <message>
        <source>Krizhevsky&apos;s own successor for one GPU: one column without groups and with 64, 192, 384, 256 and 256 maps. It keeps the response normalisation of the 2012 code and its order in layer 1, and has torchvision&apos;s numbers, which took its widths. Trained for 90 epochs at batch 128, with the biases of FC8 starting at −7.</source>
        <translation>Krizhevsky 自己的单 GPU 后续版本：单列、无分组，特征图数为 64、192、384、256 和 256。它保留 2012 年代码的响应归一化及第 1 层的顺序，数值与 torchvision 相同，后者沿用了它的宽度。以批大小 128 训练 90 轮，FC8 的偏置从 −7 开始。</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer table</source>
        <translation>层表</translation>
    </message>
    <message>
        <source>Layer type</source>
        <translation>层类型</translation>
    </message>
    <message>
        <source>Learned biases</source>
        <translation>可学习的偏置</translation>
    </message>
    <message>
        <source>Learned filters slide over the maps; with groups, each part sees only its own maps.</source>
        <translation>可学习的滤波器在特征图上滑动；分组时，每组只看自己的特征图。</translation>
    </message>
    <message>
        <source>Learned weights</source>
        <translation>可学习的权重</translation>
    </message>
    <message>
        <source>Learns the built-in pictures within minutes</source>
        <translation>数分钟内学会内置图片</translation>
    </message>
    <message>
        <source>Like ReLU for positive values; negative ones approach -alpha.</source>
        <translation>正值同 ReLU；负值趋近 -alpha。</translation>
    </message>
    <message>
        <source>Like a convolution, but every position has its own filters; many parameters.</source>
        <translation>类似卷积，但每个位置有自己的滤波器；参数很多。</translation>
    </message>
    <message>
        <source>Logical device that holds it</source>
        <translation>它所在的逻辑设备</translation>
    </message>
    <message>
        <source>Maps become one long vector, channel by channel.</source>
        <translation>把特征图按通道展平为一个长向量。</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Means over parts of the maps; a fixed size comes out, whatever goes in.</source>
        <translation>对特征图各部分取均值；无论输入多大，输出大小固定。</translation>
    </message>
    <message>
        <source>Memory of all outputs for one picture in float32; the Input is not counted in sums</source>
        <translation>一张图片所有输出的 float32 内存；合计不含 Input</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Mixes the channels of groups, so that the next grouped layer sees them all.</source>
        <translation>打乱各组的通道，使下一个分组层能看到全部通道。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Multiplications with an addition for one picture, forward, without biases</source>
        <translation>一张图片前向的乘加次数，不含偏置</translation>
    </message>
    <message>
        <source>Multiplies by a fixed number and adds another.</source>
        <translation>乘以一个固定数，再加上另一个。</translation>
    </message>
    <message>
        <source>Multiplies two inputs value by value; 1×1 maps weigh whole maps.</source>
        <translation>将两个输入逐元素相乘；1×1 的特征图为整个特征图加权。</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Multiply-adds %</source>
        <translation>乘加占比 %</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>Negative values are multiplied by a small slope instead of becoming 0.</source>
        <translation>负值乘以一个小斜率，而不变为 0。</translation>
    </message>
    <message>
        <source>Negative values become 0, values above a bound become the bound.</source>
        <translation>负值变为 0，超过上限的值变为上限。</translation>
    </message>
    <message>
        <source>Negative values become 0; does not saturate, so training is fast.</source>
        <translation>负值变为 0；不饱和，因此训练快。</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Numbers that are kept but not learned, such as running means</source>
        <translation>保存但不学习的数，例如滑动均值</translation>
    </message>
    <message>
        <source>Numbers that training changes: weights + biases, not the buffers</source>
        <translation>训练会改变的数：权重 + 偏置，不含缓冲区</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>One part is the input itself.</source>
        <translation>一份就是输入本身。</translation>
    </message>
    <message>
        <source>Only the choices on offer are checked in every other place.</source>
        <translation>其他各处只检查所提供的选项。</translation>
    </message>
    <message>
        <source>Original code (2012)</source>
        <translation>原始代码（2012）</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Paper (2012)</source>
        <translation>论文 (2012)</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Parameters %</source>
        <translation>参数占比 %</translation>
    </message>
    <message>
        <source>Part of all multiply-adds of the network</source>
        <translation>占全网乘加次数的比例</translation>
    </message>
    <message>
        <source>Part of all parameters of the network</source>
        <translation>占全网参数量的比例</translation>
    </message>
    <message>
        <source>Part of the parameters that its device holds</source>
        <translation>占其设备上参数量的比例</translation>
    </message>
    <message>
        <source>Passes its input on unchanged.</source>
        <translation>将输入原样传下去。</translation>
    </message>
    <message>
        <source>Pixel at the centre of the first position&apos;s receptive field, (down, across); negative in the padding</source>
        <translation>首个位置感受野中心的像素（纵，横）；负值在填充内</translation>
    </message>
    <message>
        <source>Pixels of the picture from one output position to the next, down × across</source>
        <translation>相邻输出位置在图片上相隔的像素，纵 × 横</translation>
    </message>
    <message>
        <source>Pixels of the picture that one output position reads: height × width</source>
        <translation>一个输出位置读取的图片像素：高 × 宽</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Python source</source>
        <translation>Python 源代码</translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation>快速上手</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>ResNet-50 with 23 instead of 6 blocks in its fourth part. Conv2_1 is the first block of conv2_x in the paper&apos;s table 1. It has no groups, no dropout, and one dense layer after an average over each map. torchvision halves the size in the 3×3 filter of a block, the paper in the 1×1 before it. Trained at batch 256 with a rate of 0.1, divided by 10 when the error stalls, and decay 0.0001.</source>
        <translation>ResNet-50 的第四部分由 6 个块增至 23 个块。Conv2_1 即论文表 1 中 conv2_x 的第一个块。无分组，无 Dropout，各特征图取平均后接一个全连接层。torchvision 在块的 3×3 滤波器处减半尺寸，论文则在其前的 1×1 处。以批大小 256、学习率 0.1、衰减 0.0001 训练，错误率停滞时除以 10。</translation>
    </message>
    <message>
        <source>Row of the paper&apos;s layer table that it belongs to</source>
        <translation>它在论文层表中所属的行</translation>
    </message>
    <message>
        <source>S-shaped, from -1 to 1; saturates, so training is slower than with ReLU.</source>
        <translation>S 形，从 -1 到 1；会饱和，因此训练比 ReLU 慢。</translation>
    </message>
    <message>
        <source>S-shaped, from -a to a, with slope a·b in the middle.</source>
        <translation>S 形，从 -a 到 a，中间斜率为 a·b。</translation>
    </message>
    <message>
        <source>S-shaped, from 0 to 1; saturates.</source>
        <translation>S 形，从 0 到 1；会饱和。</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Scores to logarithms of probabilities.</source>
        <translation>将得分变为概率的对数。</translation>
    </message>
    <message>
        <source>Scores to probabilities that sum to 1; part of the loss in training.</source>
        <translation>将得分变为总和为 1 的概率；训练时属于损失的一部分。</translation>
    </message>
    <message>
        <source>Sets a whole branch to 0 at random while training, so that the network is shallower at times.</source>
        <translation>训练时随机将整个分支置 0，使网络有时更浅。</translation>
    </message>
    <message>
        <source>Sets values to 0 at random while training, so that units do not rely on each other.</source>
        <translation>训练时随机将值置 0，使单元不相互依赖。</translation>
    </message>
    <message>
        <source>Sets whole maps to 0 at random while training.</source>
        <translation>训练时随机将整个特征图置 0。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Shape of each input: height × width × channels</source>
        <translation>各输入的形状：高 × 宽 × 通道</translation>
    </message>
    <message>
        <source>Shape of each output: height × width × channels</source>
        <translation>各输出的形状：高 × 宽 × 通道</translation>
    </message>
    <message>
        <source>Sizes and counts have an upper bound where more than that is a slip of the keyboard.</source>
        <translation>大小和数目有上限，超过上限必是误按键盘。</translation>
    </message>
    <message>
        <source>Sizes are written out; torch works out one that is -1.</source>
        <translation>大小须写明；torch 会推算为 -1 的那个。</translation>
    </message>
    <message>
        <source>Small values become nearly 0; large ones of both signs come a closer to 0.</source>
        <translation>小的值几乎变为 0；大的值（无论正负）向 0 靠近 a。</translation>
    </message>
    <message>
        <source>Smooths each map with a fixed Gaussian filter.</source>
        <translation>用固定的高斯滤波器平滑每个特征图。</translation>
    </message>
    <message>
        <source>Something of the maps must be left; torch pads again what was cut off.</source>
        <translation>特征图必须有所剩余；torch 会把裁掉的再填充回来。</translation>
    </message>
    <message>
        <source>SqueezeNet with a smaller first layer and earlier pooling: the same accuracy with less than half of the work. It has 49 times fewer parameters than the 2012 network, and no dense layer.</source>
        <translation>首层更小、池化更早的 SqueezeNet：准确率相同，计算量不到一半。参数量为 2012 年网络的四十九分之一，且没有全连接层。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Takes every stride-th pixel and drops the others.</source>
        <translation>每隔步幅取一个像素，丢弃其余。</translation>
    </message>
    <message>
        <source>Takes the channels apart into equal parts.</source>
        <translation>将通道等分。</translation>
    </message>
    <message>
        <source>Takes the channels apart into parts of a given size; the last part takes what is left.</source>
        <translation>按给定大小拆分通道；最后一份取剩余部分。</translation>
    </message>
    <message>
        <source>TensorFlow&apos;s AlexNet: one column of 64, 192, 384, 384 and 256 maps without groups or response normalisation. conv1 has no padding, so the sizes are 54, 26, 12 and 5, and FC6 reads 5×5 instead of 6×6 maps: 11.5 million parameters less. FC6 and FC7 are convolutions; in TF-slim FC8 is one too.</source>
        <translation>TensorFlow 的 AlexNet：单列，特征图数为 64、192、384、384 和 256，无分组，无响应归一化。conv1 无填充，因此尺寸为 54、26、12 和 5，FC6 读取 5×5 而非 6×6 的特征图：参数少 1150 万。FC6 和 FC7 是卷积；在 TF-slim 中 FC8 也是。</translation>
    </message>
    <message>
        <source>The 13 % net with response normalisation across maps: the step from 13 to 11 % error that the AlexNet paper tells in footnote 3. The files differ in more than that: Local3 has 64 maps here and 32 in the 13 % net. The published crops were 24×24, which make it 2,112,970 parameters; here pictures are 32×32.</source>
        <translation>在 13 % 网络上加入跨特征图的响应归一化：即 AlexNet 论文脚注 3 所述从 13 % 到 11 % 的改进。文件的差别不止于此：此处 Local3 有 64 个特征图，13 % 网络中为 32 个。公布的裁剪为 24×24，参数量为 2,112,970；此处图片为 32×32。</translation>
    </message>
    <message>
        <source>The 19 % net with a normalisation inside each map after the first two poolings: 18 % error on CIFAR-10. AlexNet&apos;s code still has this layer once, after its second response normalisation. Its recipe divides the rate by 10 after 120 and 130 epochs.</source>
        <translation>在 19 % 网络的前两次池化后，于每个特征图内做归一化：CIFAR-10 错误率 18 %。AlexNet 的代码中仍有一处这样的层，在第二个响应归一化之后。配方在第 120 和 130 轮之后将学习率除以 10。</translation>
    </message>
    <message>
        <source>The AlexNet of most tutorials: the widths of the paper&apos;s layer table, but every filter sees all maps. Without the groups of conv2, conv4 and conv5 it has 1.4 million parameters more and needs 57 % more multiply-adds than the 2012 network. It has no response normalisation, and its dropout stands before FC6 and FC7.</source>
        <translation>多数教程中的 AlexNet：宽度同论文的层表，但每个滤波器看到所有特征图。conv2、conv4 和 conv5 没有分组，因此比 2012 年的网络多 140 万参数，多 57 % 乘加次数。它没有响应归一化，Dropout 位于 FC6 和 FC7 之前。</translation>
    </message>
    <message>
        <source>The ResNet that most people use: blocks of 1×1, 3×3 and 1×1 filters, with a wire around each. Conv2_1 is the first block of conv2_x in the paper&apos;s table 1. It has no groups, no dropout, and one dense layer after an average over each map. torchvision halves the size in the 3×3 filter of a block, the paper in the 1×1 before it. Trained at batch 256 with a rate of 0.1, divided by 10 when the error stalls, and decay 0.0001.</source>
        <translation>最常用的 ResNet：由 1×1、3×3 和 1×1 滤波器组成的块，每块有一条绕过的连线。Conv2_1 即论文表 1 中 conv2_x 的第一个块。无分组，无 Dropout，各特征图取平均后接一个全连接层。torchvision 在块的 3×3 滤波器处减半尺寸，论文则在其前的 1×1 处。以批大小 256、学习率 0.1、衰减 0.0001 训练，错误率停滞时除以 10。</translation>
    </message>
    <message>
        <source>The absolute value of a tangent: from 0 to a.</source>
        <translation>双曲正切的绝对值：从 0 到 a。</translation>
    </message>
    <message>
        <source>The absolute value.</source>
        <translation>绝对值。</translation>
    </message>
    <message>
        <source>The channels at each position get mean 0 and variance 1, then a learned scale and shift.</source>
        <translation>每个位置的各通道归一化为均值 0、方差 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>The deepest ResNet of plain blocks of two 3×3 filters. Conv2_1 is the first block of conv2_x in the paper&apos;s table 1. It has no groups, no dropout, and one dense layer after an average over each map. Trained at batch 256 with a rate of 0.1, divided by 10 when the error stalls, and decay 0.0001.</source>
        <translation>由两个 3×3 滤波器的普通块组成的最深 ResNet。Conv2_1 即论文表 1 中 conv2_x 的第一个块。无分组，无 Dropout，各特征图取平均后接一个全连接层。以批大小 256、学习率 0.1、衰减 0.0001 训练，错误率停滞时除以 10。</translation>
    </message>
    <message>
        <source>The deepest network of the VGG paper, configuration E: 16 convolutions of 3×3. Without groups and response normalisation; beyond this depth plain stacks stopped to gain, which ResNet took up. The paper trained at batch 256 with a rate of 0.01, momentum 0.9 and decay 0.0005, and dropout as in AlexNet.</source>
        <translation>VGG 论文中最深的网络，配置 E：16 个 3×3 卷积。无分组，无响应归一化；超过此深度，单纯堆叠不再有收益，ResNet 由此着手。论文以批大小 256、学习率 0.01、动量 0.9、衰减 0.0005 训练，Dropout 同 AlexNet。</translation>
    </message>
    <message>
        <source>The deepest network of the winners of 2015: 19 times as deep as AlexNet, with slightly fewer parameters. Conv2_1 is the first block of conv2_x in the paper&apos;s table 1. It has no groups, no dropout, and one dense layer after an average over each map. torchvision halves the size in the 3×3 filter of a block, the paper in the 1×1 before it. Trained at batch 256 with a rate of 0.1, divided by 10 when the error stalls, and decay 0.0001.</source>
        <translation>2015 年冠军中最深的网络：深度为 AlexNet 的 19 倍，参数量还略少。Conv2_1 即论文表 1 中 conv2_x 的第一个块。无分组，无 Dropout，各特征图取平均后接一个全连接层。torchvision 在块的 3×3 滤波器处减半尺寸，论文则在其前的 1×1 处。以批大小 256、学习率 0.1、衰减 0.0001 训练，错误率停滞时除以 10。</translation>
    </message>
    <message>
        <source>The larger of two inputs of the same shape, value by value.</source>
        <translation>将两个形状相同的输入逐元素取较大值。</translation>
    </message>
    <message>
        <source>The largest value of each window; windows overlap when the stride is smaller than the kernel.</source>
        <translation>每个窗口的最大值；步幅小于核时窗口重叠。</translation>
    </message>
    <message>
        <source>The largest value of parts of the maps; a fixed size comes out, whatever goes in.</source>
        <translation>对特征图各部分取最大值；无论输入多大，输出大小固定。</translation>
    </message>
    <message>
        <source>The layer&apos;s key in the state dict</source>
        <translation>该层在 state dict 中的键</translation>
    </message>
    <message>
        <source>The mean of each window.</source>
        <translation>每个窗口的均值。</translation>
    </message>
    <message>
        <source>The natural logarithm of a + x; needs values above -a.</source>
        <translation>a + x 的自然对数；值需大于 -a。</translation>
    </message>
    <message>
        <source>The network as the code of 2012 had it; the errors in its log are those that the paper prints. Unlike the paper&apos;s text, layer 1 normalises and pools before its ReLU, layer 2 has a second normalisation inside each map, and conv3, conv4 and conv5 start with a spread of 0.03. The recipe leaves out the doubled rate and missing decay of biases, the early freezing of conv1 and the colour noise.</source>
        <translation>2012 年代码中的网络；其日志中的错误率即论文所载。与论文正文不同，第 1 层在 ReLU 之前做归一化和池化，第 2 层在每个特征图内还有一次归一化，conv3、conv4 和 conv5 的初始标准差为 0.03。配方未包含偏置的双倍学习率与无衰减、conv1 的提前冻结以及颜色噪声。</translation>
    </message>
    <message>
        <source>The network of the 2012 paper in one column, as its layer table has it. conv2, conv4 and conv5 have groups = 2: that is what the two GPUs did to the connections. 224×224 input with padding 2 in conv1 stands in for the original&apos;s rounding.</source>
        <translation>2012 年论文的网络，按其层表写成单列。conv2、conv4 和 conv5 的 groups = 2：这正是双 GPU 对连接的影响。224×224 的输入配合 conv1 的填充 2，代替原代码的取整。</translation>
    </message>
    <message>
        <source>The network that read cheques: the plan of AlexNet 14 years earlier, with tanh, averages and a thousandth of the parameters. This is the usual modern reading: every map of C3 reads all of S2, pooling learns nothing, and the output is a dense layer. It reads colour so that it trains on pictures at once; with 1 channel, as in 1998, it has 61,706 parameters.</source>
        <translation>识读支票的网络：早 14 年的 AlexNet 格局，使用 tanh 和平均池化，参数量为千分之一。这是通行的现代写法：C3 的每个特征图读取全部 S2，池化不学习，输出为全连接层。它读取彩色图片，以便直接用图片训练；若为 1 个通道，如 1998 年那样，则有 61,706 个参数。</translation>
    </message>
    <message>
        <source>The paper&apos;s comparison for its two GPUs: one tower with half the maps in conv1 to conv4, and the dense layers whole. Two GPUs had 1.7 and 1.2 points less top-1 and top-5 error than this network. Its 96 epochs divided the rate by 10 after 20 and 48.</source>
        <translation>论文中与双 GPU 对比的网络：单塔，conv1 到 conv4 的特征图减半，全连接层保持完整。双 GPU 的 top-1 和 top-5 错误率比它低 1.7 和 1.2 个百分点。训练 96 轮，在第 20 和 48 轮之后学习率除以 10。</translation>
    </message>
    <message>
        <source>The pictures: channels x height x width, after cropping.</source>
        <translation>图片：通道 x 高 x 宽，裁剪之后。</translation>
    </message>
    <message>
        <source>The reference model of Caffe: the 2012 network in one column, with groups in conv2, conv4 and conv5. It reads 227×227 pictures so that conv1 needs no rounding, normalises over all maps instead of inside each tower, and with k = 1 instead of 2. Caffe&apos;s recipe: batch 256, 450,000 steps, rate 0.01 divided by 10 every 100,000, biases at twice the rate and without decay.</source>
        <translation>Caffe 的参考模型：2012 年的网络写成单列，conv2、conv4 和 conv5 带分组。它读取 227×227 的图片，使 conv1 无需取整；归一化跨所有特征图而非限于各塔，且 k = 1 而非 2。Caffe 的配方：批大小 256，450,000 步，学习率 0.01，每 100,000 步除以 10，偏置用双倍学习率且不衰减。</translation>
    </message>
    <message>
        <source>The same network as it ran in 2012: two towers, one on each GTX 580. They read each other only at conv3, FC6, FC7 and FC8; conv2, conv4 and conv5 see their own GPU alone. FC8 is on gpu0.</source>
        <translation>2012 年实际运行的同一网络：双塔，各占一块 GTX 580。两塔只在 conv3、FC6、FC7 和 FC8 处互相读取；conv2、conv4 和 conv5 只看自己的 GPU。FC8 在 gpu0 上。</translation>
    </message>
    <message>
        <source>The smallest net of the code that AlexNet grew from: 26 % error on CIFAR-10 after 80 seconds on a GPU of 2011. Three convolutions on 32×32 pictures, averages where AlexNet has maxima, and nothing against overfitting but weight decay. Its recipe: batch 128, rates of 0.001 and 0.002 for weights and biases, divided by 10 after 8 epochs.</source>
        <translation>AlexNet 的代码前身中最小的网络：在 2011 年的 GPU 上 80 秒后 CIFAR-10 错误率 26 %。对 32×32 图片做三次卷积，在 AlexNet 取最大值之处取平均，除权重衰减外没有防过拟合的手段。配方：批大小 128，权重和偏置的学习率为 0.001 和 0.002，8 轮后除以 10。</translation>
    </message>
    <message>
        <source>The square root; needs values above 0.</source>
        <translation>平方根；值需大于 0。</translation>
    </message>
    <message>
        <source>GoogLeNet rethought: large filters split into 1×7 and 7×1, batch normalisation throughout, 299×299 pictures. It needs eight times the multiply-adds of the 2012 network with less than half of its parameters. The auxiliary head, which only helps in training, is left out.</source>
        <translation>重新设计的 GoogLeNet：大滤波器拆成 1×7 和 7×1，全程批归一化，图片 299×299。乘加次数是 2012 年网络的八倍，参数量不到一半。只在训练中起作用的辅助分类器已略去。</translation>
    </message>
    <message>
        <source>The winner of 2014: nine blocks of filters of several sizes side by side, and 6.6 million parameters where AlexNet has 61. An average over each map replaces the dense layers. As in torchvision, batch normalisation stands in for response normalisation and the 5×5 branches have 3×3 filters. The two auxiliary heads, which only help in training, are in a preset of their own.</source>
        <translation>2014 年的冠军：九个由多种大小的滤波器并列组成的块，参数量 660 万，而 AlexNet 有 6100 万。对各特征图取平均代替了全连接层。与 torchvision 一样，以批归一化代替响应归一化，5×5 支路用 3×3 滤波器。只在训练中起作用的两个辅助分类器另有预设网络。</translation>
    </message>
    <message>
        <source>Three convolutions and one dense layer: 19 % error on CIFAR-10 after 20 minutes, 14 % with random crops. It is a likely candidate for the four-layer network of figure 1 of the AlexNet paper, which compares ReLU with tanh; the paper does not say. Its recipe decays FC10 with 3 and the convolutions with 0.004; crops go without.</source>
        <translation>三个卷积和一个全连接层：20 分钟后 CIFAR-10 错误率 19 %，用随机裁剪则为 14 %。它很可能就是 AlexNet 论文图 1 中比较 ReLU 与 tanh 的四层网络；论文没有说明。配方中 FC10 的衰减为 3，卷积为 0.004；使用裁剪时不衰减。</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Two convolutions, then two layers whose filters differ from place to place: 13 % error on CIFAR-10 with random crops. AlexNet has dense layers there, with dropout. The published crops were 24×24, which make it 1,116,490 parameters; here pictures are 32×32.</source>
        <translation>两个卷积，然后是两个各位置滤波器不同的层：用随机裁剪，CIFAR-10 错误率 13 %。AlexNet 在那里用带 Dropout 的全连接层。公布的裁剪为 24×24，参数量为 1,116,490；此处图片为 32×32。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>VGG-11 with batch normalisation, which came a year after its paper: the same network otherwise, and one that trains without care. torchvision leaves the biases of the convolutions in; the normalisation takes them away again, which is what the warning says.</source>
        <translation>加上批归一化的 VGG-11，批归一化比其论文晚一年：其余相同，但更容易训练。torchvision 保留了卷积的偏置；归一化又将其抵消，警告所说即此。</translation>
    </message>
    <message>
        <source>VGG-16 with batch normalisation, which came a year after its paper: the same network otherwise, and one that trains without care. torchvision leaves the biases of the convolutions in; the normalisation takes them away again, which is what the warning says.</source>
        <translation>加上批归一化的 VGG-16，批归一化比其论文晚一年：其余相同，但更容易训练。torchvision 保留了卷积的偏置；归一化又将其抵消，警告所说即此。</translation>
    </message>
    <message>
        <source>VGG-19 with batch normalisation, which came a year after its paper: the same network otherwise, and one that trains without care. torchvision leaves the biases of the convolutions in; the normalisation takes them away again, which is what the warning says.</source>
        <translation>加上批归一化的 VGG-19，批归一化比其论文晚一年：其余相同，但更容易训练。torchvision 保留了卷积的偏置；归一化又将其抵消，警告所说即此。</translation>
    </message>
    <message>
        <source>Values are held between 0 and 6.</source>
        <translation>值限制在 0 和 6 之间。</translation>
    </message>
    <message>
        <source>Values are held between two bounds.</source>
        <translation>值限制在两个界限之间。</translation>
    </message>
    <message>
        <source>Values of all outputs for one picture; the Input is not counted in sums</source>
        <translation>一张图片所有输出的值的个数；合计不含 Input</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights + biases</source>
        <translation>权重 + 偏置</translation>
    </message>
    <message>
        <source>Weights and description</source>
        <translation>权重与描述</translation>
    </message>
    <message>
        <source>What gave the paper&apos;s numbers: the files and log of its network, layers-145.cfg</source>
        <translation>得出论文数字的设置：其网络的文件和日志，layers-145.cfg</translation>
    </message>
    <message>
        <source>What torchvision calls AlexNet: the one-column network of 2014 with 64, 192, 384, 256 and 256 maps. Unlike the 2012 network it has no groups and no response normalisation, its dropout stands before FC6 and FC7, and padding 2 in conv1 stands in for the rounding of the original code. Published weights: 56.5 % top-1 and 79.1 % top-5 accuracy; trained for 90 epochs with a rate of 0.01, divided by 10 every 30.</source>
        <translation>torchvision 所称的 AlexNet：2014 年的单列网络，特征图数为 64、192、384、256 和 256。与 2012 年的网络不同，它没有分组和响应归一化，Dropout 位于 FC6 和 FC7 之前，conv1 的填充 2 代替原代码的取整。公布的权重：前一准确率 56.5 %，前五准确率 79.1 %；以学习率 0.01 训练 90 轮，每 30 轮除以 10。</translation>
    </message>
    <message>
        <source>Whole module</source>
        <translation>完整模块</translation>
    </message>
    <message>
        <source>Wires that skip two layers at a time let networks grow deep; this is the smallest of the paper. Conv2_1 is the first block of conv2_x in the paper&apos;s table 1. It has no groups, no dropout, and one dense layer after an average over each map. Trained at batch 256 with a rate of 0.1, divided by 10 when the error stalls, and decay 0.0001.</source>
        <translation>每次跳过两层的连线让网络得以加深；这是论文中最小的一个。Conv2_1 即论文表 1 中 conv2_x 的第一个块。无分组，无 Dropout，各特征图取平均后接一个全连接层。以批大小 256、学习率 0.1、衰减 0.0001 训练，错误率停滞时除以 10。</translation>
    </message>
    <message>
        <source>Words look into name, type, stage and device; all of them must be there.
  type:Conv2d   stage:Conv1   device:gpu1     the text is in that column
  stage=Conv1   id=fc6                        it is exactly that text
  params&gt;1M   flops&lt;=2.5G   memory&gt;64KiB      numbers: &gt; &lt; &gt;= &lt;= =
  share&gt;10%   field&gt;100   output:13x13
  -type:ReLU                                  not that
  &quot;two words&quot;                                 with the blank</source>
        <translation>各词在名称、类型、阶段和设备中查找，且必须全部出现。
  type:Conv2d   stage:Conv1   device:gpu1     该列包含此文本
  stage=Conv1   id=fc6                        正好是此文本
  params&gt;1M   flops&lt;=2.5G   memory&gt;64KiB      数值：&gt; &lt; &gt;= &lt;= =
  share&gt;10%   field&gt;100   output:13x13
  -type:ReLU                                  排除
  &quot;two words&quot;                                 含空格</translation>
    </message>
    <message>
        <source>a</source>
        <translation>a</translation>
    </message>
    <message>
        <source>activation gradients</source>
        <translation>激活梯度</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>add a learned constant per map</source>
        <translation>每个特征图加一个可学习的常数</translation>
    </message>
    <message>
        <source>add a learned constant per map and position</source>
        <translation>每个特征图的每个位置加一个可学习的常数</translation>
    </message>
    <message>
        <source>add a learned constant per output</source>
        <translation>每个输出加一个可学习的常数</translation>
    </message>
    <message>
        <source>added afterwards</source>
        <translation>之后加上的数</translation>
    </message>
    <message>
        <source>added before the logarithm</source>
        <translation>取对数前加上的数</translation>
    </message>
    <message>
        <source>added to blue</source>
        <translation>加到蓝色上</translation>
    </message>
    <message>
        <source>added to green</source>
        <translation>加到绿色上</translation>
    </message>
    <message>
        <source>added to red</source>
        <translation>加到红色上</translation>
    </message>
    <message>
        <source>added to the root of the mean square</source>
        <translation>加在均方根上的数</translation>
    </message>
    <message>
        <source>added to the variance, against division by 0</source>
        <translation>加到方差上，防止除以 0</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alpha</translation>
    </message>
    <message>
        <source>approximate</source>
        <translation>近似</translation>
    </message>
    <message>
        <source>as in the paper</source>
        <translation>同论文</translation>
    </message>
    <message>
        <source>as in torch</source>
        <translation>同 torch</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>axes</source>
        <translation>主轴</translation>
    </message>
    <message>
        <source>b</source>
        <translation>b</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>beta</source>
        <translation>beta</translation>
    </message>
    <message>
        <source>beta 1</source>
        <translation>beta 1</translation>
    </message>
    <message>
        <source>beta 2</source>
        <translation>beta 2</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>border on each side that never wins</source>
        <translation>每边的边框，不参与取最大值</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>bound a</source>
        <translation>上限 a</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>chance that a rectangle is erased, from 0 to 1</source>
        <translation>擦除一个矩形的概率，0 至 1</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>channels of each part but the last</source>
        <translation>除最后一份外每份的通道数</translation>
    </message>
    <message>
        <source>checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>clip at</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>colour noise</source>
        <translation>颜色噪声</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>constant added before the power</source>
        <translation>取幂前加上的常数</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>cosine to 0</source>
        <translation>余弦降至 0</translation>
    </message>
    <message>
        <source>count</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>count padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>crop moves by</source>
        <translation>裁剪移动量</translation>
    </message>
    <message>
        <source>cut off on each side</source>
        <translation>每边裁去的大小</translation>
    </message>
    <message>
        <source>dead zone a</source>
        <translation>死区 a</translation>
    </message>
    <message>
        <source>decay ×</source>
        <translation>衰减 ×</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>度</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>dexp, equal parts</source>
        <translation>dexp，等分</translation>
    </message>
    <message>
        <source>dilation</source>
        <translation>空洞率</translation>
    </message>
    <message>
        <source>distance between the points of a filter</source>
        <translation>滤波器各点之间的距离</translation>
    </message>
    <message>
        <source>distance between the points of a window</source>
        <translation>窗口各点之间的距离</translation>
    </message>
    <message>
        <source>divide by</source>
        <translation>除以</translation>
    </message>
    <message>
        <source>divide by the whole window at the border too; off: by what lies inside, as cuda-convnet does</source>
        <translation>边界处也除以整个窗口；关：除以窗口内的部分，同 cuda-convnet</translation>
    </message>
    <message>
        <source>draw for each picture (row) or once for the batch</source>
        <translation>为每张图片抽取（row），或整批抽取一次</translation>
    </message>
    <message>
        <source>drops after</source>
        <translation>下降轮次</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>epoch from which the colour noise is off; 0 is never</source>
        <translation>从该轮起关闭颜色噪声；0 为从不</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>epochs after which the rate drops, such as 30, 60</source>
        <translation>学习率在这些轮次之后下降，例如 30, 60</translation>
    </message>
    <message>
        <source>epochs after which their rate drops, instead of the recipe&apos;s schedule</source>
        <translation>这些层的学习率在这些轮次之后下降，代替配方的调度</translation>
    </message>
    <message>
        <source>epochs after which they no longer change; 0 is from the start, empty is never</source>
        <translation>这些轮次之后不再改变；0 为从一开始，空为从不</translation>
    </message>
    <message>
        <source>epochs in which the rate rises to its value</source>
        <translation>学习率升至设定值所用的轮次</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>eps</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>epsilon</translation>
    </message>
    <message>
        <source>equal parts of the run, each with its rate</source>
        <translation>将训练等分，每段有各自的学习率</translation>
    </message>
    <message>
        <source>erasing</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>exact, or by tanh</source>
        <translation>精确，或用 tanh 近似</translation>
    </message>
    <message>
        <source>exponent</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>extra size at the right and bottom</source>
        <translation>右边和下边的额外大小</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>factor for blue</source>
        <translation>蓝色的系数</translation>
    </message>
    <message>
        <source>factor for green</source>
        <translation>绿色的系数</translation>
    </message>
    <message>
        <source>factor for red</source>
        <translation>红色的系数</translation>
    </message>
    <message>
        <source>factor within 1 ± this</source>
        <translation>系数在 1 ± 此值之内</translation>
    </message>
    <message>
        <source>falls by</source>
        <translation>下降倍数</translation>
    </message>
    <message>
        <source>first channel, counted from 0</source>
        <translation>首个通道，从 0 数起</translation>
    </message>
    <message>
        <source>first rate divided by the last one</source>
        <translation>初始学习率除以最终学习率</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>for TensorBoard</source>
        <translation>写给 TensorBoard</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>frozen after</source>
        <translation>冻结于</translation>
    </message>
    <message>
        <source>generated training pictures per epoch</source>
        <translation>每轮生成的训练图片数</translation>
    </message>
    <message>
        <source>generated validation pictures</source>
        <translation>生成的验证图片数</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>分组数</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>height and width of a filter</source>
        <translation>滤波器的高和宽</translation>
    </message>
    <message>
        <source>height and width of a picture</source>
        <translation>图片的高和宽</translation>
    </message>
    <message>
        <source>height and width of a window</source>
        <translation>窗口的高和宽</translation>
    </message>
    <message>
        <source>height and width of the maps</source>
        <translation>特征图的高和宽</translation>
    </message>
    <message>
        <source>height and width that come out</source>
        <translation>输出的高和宽</translation>
    </message>
    <message>
        <source>how far a picture is turned to either side</source>
        <translation>图片向两侧旋转的最大角度</translation>
    </message>
    <message>
        <source>how far down it goes</source>
        <translation>向下的程度</translation>
    </message>
    <message>
        <source>how far the random crop can move</source>
        <translation>随机裁剪可移动的距离</translation>
    </message>
    <message>
        <source>how many places the crop can have: the margin and one more on each axis, as in the code of 2012, or without the last, as its paper counts</source>
        <translation>裁剪可有多少位置：每个方向为余量加一，同 2012 年的代码；或不计最后一个，同论文</translation>
    </message>
    <message>
        <source>how much its cross-entropy counts in the loss; 0 switches it off</source>
        <translation>其交叉熵在损失中的权重；0 为关闭</translation>
    </message>
    <message>
        <source>how much large values lose</source>
        <translation>大的值减少多少</translation>
    </message>
    <message>
        <source>how much larger pictures are stored than the input, which is how far the random crop can move</source>
        <translation>存储的图片比输入大多少，即随机裁剪可移动的范围</translation>
    </message>
    <message>
        <source>how much larger the maps become</source>
        <translation>特征图放大的倍数</translation>
    </message>
    <message>
        <source>how much larger, down and across</source>
        <translation>纵向和横向的放大倍数</translation>
    </message>
    <message>
        <source>how the learning rate goes over the epochs</source>
        <translation>学习率随轮次的变化方式</translation>
    </message>
    <message>
        <source>how the weights start</source>
        <translation>权重的初始化方式</translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>in training: map = 0 with probability p, else map / (1 − p)</source>
        <translation>训练时：以概率 p 取特征图 = 0，否则特征图 / (1 − p)</translation>
    </message>
    <message>
        <source>in training: y = 0 with probability p, else x / (1 − p)</source>
        <translation>训练时：以概率 p 取 y = 0，否则 x / (1 − p)</translation>
    </message>
    <message>
        <source>init value</source>
        <translation>初值</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>kaiming</source>
        <translation>Kaiming 初始化</translation>
    </message>
    <message>
        <source>keep running means for use after training</source>
        <translation>保留滑动均值供训练后使用</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>largest length of the whole gradient; 0 leaves it as it is</source>
        <translation>整个梯度的最大长度；0 为不裁剪</translation>
    </message>
    <message>
        <source>largest value that comes out</source>
        <translation>输出的最大值</translation>
    </message>
    <message>
        <source>learn a scale and a shift per map</source>
        <translation>为每个特征图学习缩放和平移</translation>
    </message>
    <message>
        <source>learned scale</source>
        <translation>可学习的缩放</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate from the next step on</source>
        <translation>从下一步起的学习率</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>look ahead by the velocity before the step</source>
        <translation>在更新前按速度预看一步</translation>
    </message>
    <message>
        <source>maps n</source>
        <translation>特征图数 n</translation>
    </message>
    <message>
        <source>maps that come out</source>
        <translation>输出的特征图数</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>mean 0, spread 1</source>
        <translation>均值 0，标准差 1</translation>
    </message>
    <message>
        <source>mean and spread of the colours: those that are usual for this data, or measured on its training pictures</source>
        <translation>颜色的均值和标准差：此数据的常用值，或由训练图片测得</translation>
    </message>
    <message>
        <source>mean, spread</source>
        <translation>均值，标准差</translation>
    </message>
    <message>
        <source>memory of the mean gradient</source>
        <translation>梯度均值的记忆系数</translation>
    </message>
    <message>
        <source>memory of the mean squared gradient</source>
        <translation>梯度平方均值的记忆系数</translation>
    </message>
    <message>
        <source>mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>mirror half of the training pictures</source>
        <translation>将一半的训练图片镜像</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>negative slope</source>
        <translation>负斜率</translation>
    </message>
    <message>
        <source>nesterov</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>noise along the principal axes of the colours</source>
        <translation>沿颜色主轴的噪声</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正态</translation>
    </message>
    <message>
        <source>norms</source>
        <translation>归一化层</translation>
    </message>
    <message>
        <source>number of channels</source>
        <translation>通道的个数</translation>
    </message>
    <message>
        <source>number of filters = maps that come out</source>
        <translation>滤波器个数 = 输出特征图数</translation>
    </message>
    <message>
        <source>number of filters at each position = maps that come out</source>
        <translation>每个位置的滤波器个数 = 输出特征图数</translation>
    </message>
    <message>
        <source>number of groups</source>
        <translation>组的个数</translation>
    </message>
    <message>
        <source>number of groups of maps</source>
        <translation>特征图的组数</translation>
    </message>
    <message>
        <source>number of neighbouring maps</source>
        <translation>相邻特征图的个数</translation>
    </message>
    <message>
        <source>number of outputs</source>
        <translation>输出的个数</translation>
    </message>
    <message>
        <source>numbers that the network computes with; auto times both and takes the faster one</source>
        <translation>网络计算所用的数值类型；自动会测时并取较快者</translation>
    </message>
    <message>
        <source>off from</source>
        <translation>关闭自</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>out channels</source>
        <translation>输出通道</translation>
    </message>
    <message>
        <source>out features</source>
        <translation>输出特征</translation>
    </message>
    <message>
        <source>output padding</source>
        <translation>输出填充</translation>
    </message>
    <message>
        <source>output size</source>
        <translation>输出大小</translation>
    </message>
    <message>
        <source>own drops</source>
        <translation>自定下降</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>part of the velocity that stays from step to step</source>
        <translation>每步之间保留的速度比例</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>parts that do not see each other</source>
        <translation>互不可见的组</translation>
    </message>
    <message>
        <source>passes over the training pictures</source>
        <translation>遍历训练图片的次数</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures per step</source>
        <translation>每步的图片数</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>polynomial to 0</source>
        <translation>多项式降至 0</translation>
    </message>
    <message>
        <source>power</source>
        <translation>幂次</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>probability of setting a map to 0</source>
        <translation>特征图置 0 的概率</translation>
    </message>
    <message>
        <source>probability of setting a value to 0</source>
        <translation>值置 0 的概率</translation>
    </message>
    <message>
        <source>probability of setting the branch to 0</source>
        <translation>分支置 0 的概率</translation>
    </message>
    <message>
        <source>pull of all weights towards 0</source>
        <translation>将所有权重拉向 0 的力度</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>rate ×</source>
        <translation>学习率 ×</translation>
    </message>
    <message>
        <source>repeat values, or interpolate</source>
        <translation>重复值，或插值</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>round sizes up, as Caffe and cuda-convnet do</source>
        <translation>大小向上取整，同 Caffe 和 cuda-convnet</translation>
    </message>
    <message>
        <source>round up</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>row and column of the first pixel</source>
        <translation>首个像素的行和列</translation>
    </message>
    <message>
        <source>rule by which the gradient changes the weights</source>
        <translation>由梯度更新权重的规则</translation>
    </message>
    <message>
        <source>running means</source>
        <translation>滑动均值</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>scale blue</source>
        <translation>蓝色缩放</translation>
    </message>
    <message>
        <source>scale green</source>
        <translation>绿色缩放</translation>
    </message>
    <message>
        <source>scale red</source>
        <translation>红色缩放</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>share of the target that all classes get, in training only</source>
        <translation>目标中分给所有类别的比例，仅用于训练</translation>
    </message>
    <message>
        <source>shift blue</source>
        <translation>蓝色平移</translation>
    </message>
    <message>
        <source>shift green</source>
        <translation>绿色平移</translation>
    </message>
    <message>
        <source>shift red</source>
        <translation>红色平移</translation>
    </message>
    <message>
        <source>side of the filter, an odd number</source>
        <translation>滤波器边长，奇数</translation>
    </message>
    <message>
        <source>side of the window</source>
        <translation>窗口边长</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>slope for negative values</source>
        <translation>负值的斜率</translation>
    </message>
    <message>
        <source>smallest part</source>
        <translation>最小部分</translation>
    </message>
    <message>
        <source>smallest part of the area that a resized crop takes</source>
        <translation>缩放裁剪所取的最小面积比例</translation>
    </message>
    <message>
        <source>smallest value that comes out</source>
        <translation>输出的最小值</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>spread of the colour noise; 0.1 in 2012</source>
        <translation>颜色噪声的标准差；2012 年为 0.1</translation>
    </message>
    <message>
        <source>standard deviation of the filter</source>
        <translation>滤波器的标准差</translation>
    </message>
    <message>
        <source>standard deviation of the first weights</source>
        <translation>初始权重的标准差</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>steepness</source>
        <translation>陡度</translation>
    </message>
    <message>
        <source>steepness of the bend</source>
        <translation>弯曲处的陡度</translation>
    </message>
    <message>
        <source>step from one pixel to the next</source>
        <translation>相邻像素的间隔</translation>
    </message>
    <message>
        <source>step from one position to the next</source>
        <translation>相邻位置的间隔</translation>
    </message>
    <message>
        <source>step from one window to the next</source>
        <translation>相邻窗口的间隔</translation>
    </message>
    <message>
        <source>step size of the optimizer</source>
        <translation>优化器的步长</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>steps from one checkpoint to the next; 0 writes one every five minutes</source>
        <translation>相邻检查点间的步数；0 为每五分钟写入一次</translation>
    </message>
    <message>
        <source>steps from one validation to the next</source>
        <translation>相邻验证间的步数</translation>
    </message>
    <message>
        <source>stop early after</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>strength (divided by n, as in the original code)</source>
        <translation>强度（除以 n，同原始代码）</translation>
    </message>
    <message>
        <source>strength (divided by n², as in the original code)</source>
        <translation>强度（除以 n²，同原始代码）</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>subtracted</source>
        <translation>减去</translation>
    </message>
    <message>
        <source>times the learning rate of the recipe</source>
        <translation>乘以配方的学习率</translation>
    </message>
    <message>
        <source>times the weight decay of the recipe</source>
        <translation>乘以配方的权重衰减</translation>
    </message>
    <message>
        <source>to</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>torch does not check a dilation of 0 where the filter has one point.</source>
        <translation>滤波器只有一个点时，torch 不检查空洞率 0。</translation>
    </message>
    <message>
        <source>torch gives fewer parts than asked for when they do not come out.</source>
        <translation>不能整除时，torch 给出的份数少于要求。</translation>
    </message>
    <message>
        <source>torch repeats any side of length 1; unequal shapes are nearly always a mistake upstream. Multiply takes 1×1 maps as weights of whole maps.</source>
        <translation>torch 会重复任何长度为 1 的边；形状不等几乎总是上游的错误。Multiply 把 1×1 的特征图用作整个特征图的权重。</translation>
    </message>
    <message>
        <source>torch works along one axis of maps; here that is a forgotten Flatten.</source>
        <translation>torch 沿特征图的一个轴计算；这里则视为忘了 Flatten。</translation>
    </message>
    <message>
        <source>torchvision</source>
        <translation>torchvision 方式</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>次验证</translation>
    </message>
    <message>
        <source>validations without progress after which it ends; 0 goes on to the end</source>
        <translation>连续多少次验证无进步后结束；0 为训练到底</translation>
    </message>
    <message>
        <source>validations without progress before the rate drops, three times at most</source>
        <translation>连续多少次验证无进步后降低学习率，至多三次</translation>
    </message>
    <message>
        <source>value of every factor before training</source>
        <translation>训练前每个系数的值</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>weight of the newest batch in the running means</source>
        <translation>滑动均值中最新一批的权重</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>what is taken from every picture: the mean colour, or the mean picture as in 2012</source>
        <translation>从每张图片减去的内容：平均颜色，或如 2012 年的平均图片</translation>
    </message>
    <message>
        <source>what the biases start from</source>
        <translation>偏置的初始值</translation>
    </message>
    <message>
        <source>what the network sees of a picture</source>
        <translation>网络看到的图片数值</translation>
    </message>
    <message>
        <source>what the rate is divided by at a drop</source>
        <translation>下降时学习率除以的数</translation>
    </message>
    <message>
        <source>when it stalls</source>
        <translation>停滞时</translation>
    </message>
    <message>
        <source>where all random numbers come from</source>
        <translation>所有随机数的来源</translation>
    </message>
    <message>
        <source>whether the rate is inside the velocity, as in the paper and in Caffe, or outside, as in torch; they differ when the rate changes</source>
        <translation>学习率在速度之内（如论文和 Caffe）还是之外（如 torch）；学习率改变时两者不同</translation>
    </message>
    <message>
        <source>which part of a picture the network sees in training</source>
        <translation>训练时网络看到图片的哪一部分</translation>
    </message>
    <message>
        <source>whose principal axes of the colours</source>
        <translation>采用何者的颜色主轴</translation>
    </message>
    <message>
        <source>window n</source>
        <translation>窗口 n</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>write event files for TensorBoard into the run&apos;s folder, too</source>
        <translation>同时在训练文件夹中写入 TensorBoard 的事件文件</translation>
    </message>
    <message>
        <source>x times the logistic function of x: a smooth ReLU that dips below 0.</source>
        <translation>x 乘以 x 的逻辑函数：略低于 0 的平滑 ReLU。</translation>
    </message>
    <message>
        <source>x times the probability that a normal value is below x: a smooth ReLU.</source>
        <translation>x 乘以标准正态值小于 x 的概率：平滑的 ReLU。</translation>
    </message>
    <message>
        <source>xavier</source>
        <translation>Xavier 初始化</translation>
    </message>
    <message>
        <source>y = max x, over the window</source>
        <translation>y = max x，对窗口</translation>
    </message>
    <message>
        <source>y = max(0, x + e), with e normal of variance 1 / (1 + exp(−x)) while training, else 0</source>
        <translation>y = max(0, x + e)，训练时 e 为方差 1 / (1 + exp(−x)) 的正态值，其他时候为 0</translation>
    </message>
    <message>
        <source>y = x / (k + alpha/n · Σ x²)^beta, over n maps</source>
        <translation>y = x / (k + alpha/n · Σ x²)^beta，对 n 个特征图</translation>
    </message>
    <message>
        <source>y = x / (k + alpha/n² · Σ (x − mean)²)^beta, over n × n pixels</source>
        <translation>y = x / (k + alpha/n² · Σ (x − 均值)²)^beta，对 n × n 个像素</translation>
    </message>
    <message>
        <source>y = x / (k + alpha/n² · Σ x²)^beta, over n × n pixels</source>
        <translation>y = x / (k + alpha/n² · Σ x²)^beta，对 n × n 个像素</translation>
    </message>
    <message>
        <source>y = x where x &gt; 0, else alpha · (eˣ − 1)</source>
        <translation>x &gt; 0 时 y = x，否则 alpha · (eˣ − 1)</translation>
    </message>
    <message>
        <source>y = x where x &gt; 0, else slope · x</source>
        <translation>x &gt; 0 时 y = x，否则 slope · x</translation>
    </message>
    <message>
        <source>y = Σ w · x over size × size pixels, w ∝ exp(−d² / (2 · deviation²))</source>
        <translation>y = Σ w · x，对 size × size 个像素，w ∝ exp(−d² / (2 · deviation²))</translation>
    </message>
    <message>
        <source>y = Σ w·x + b, over the channels and the window</source>
        <translation>y = Σ w·x + b，对通道和窗口</translation>
    </message>
    <message>
        <source>y = Σ w·x + b, over what writes to a position</source>
        <translation>y = Σ w·x + b，对写入该位置的所有值</translation>
    </message>
    <message>
        <source>y = Σ w·x + b, with other w and b at every position</source>
        <translation>y = Σ w·x + b，每个位置的 w 和 b 不同</translation>
    </message>
    <message>
        <source>y = Σ x / number of x, over each map</source>
        <translation>y = Σ x / x 的个数，对每个特征图</translation>
    </message>
    <message>
        <source>y = Σ x / number of x, over the window</source>
        <translation>y = Σ x / x 的个数，对窗口</translation>
    </message>
    <message>
        <source>zeros added at the bottom; less than 0 cuts off</source>
        <translation>下边补零数；小于 0 则裁剪</translation>
    </message>
    <message>
        <source>zeros added at the left; less than 0 cuts off</source>
        <translation>左边补零数；小于 0 则裁剪</translation>
    </message>
    <message>
        <source>zeros added at the right; less than 0 cuts off</source>
        <translation>右边补零数；小于 0 则裁剪</translation>
    </message>
    <message>
        <source>zeros added at the top; less than 0 cuts off</source>
        <translation>上边补零数；小于 0 则裁剪</translation>
    </message>
    <message>
        <source>zeros added on each side</source>
        <translation>每边补零数</translation>
    </message>
</context>
<context>
    <name>Lineage</name>
    <message>
        <source>1×1, 3×3 and 5×5 side by side, with 1×1 before them to save work, and an average instead of dense layers: a tenth of the weights of AlexNet and twice its work.</source>
        <translation>1×1、3×3 与 5×5 并列，其前用 1×1 节省计算，并以平均池化代替全连接层：权重为 AlexNet 的十分之一，计算量为其两倍。</translation>
    </message>
    <message>
        <source>Convolution, subsampling, dense layers: the plan is there, for digits of 32×32 pixels. Its neurons saturate, and there is neither dropout nor a GPU.</source>
        <translation>卷积、下采样、全连接层：格局已成，用于 32×32 像素的数字。其神经元会饱和，既无 Dropout 也无 GPU。</translation>
    </message>
    <message>
        <source>From AlexNet to ResNet</source>
        <translation>从 AlexNet 到 ResNet</translation>
    </message>
    <message>
        <source>Only 3×3: two of them see as much as one of 5×5, with fewer weights and one more ReLU. Depth does it; response normalisation is gone. Three quarters of the weights lie in FC6.</source>
        <translation>只用 3×3：两个 3×3 的视野等于一个 5×5，权重更少，且多一个 ReLU。胜在深度；不再用响应归一化。四分之三的权重在 FC6。</translation>
    </message>
    <message>
        <source>Pictures of what the layers see showed dead and aliased filters in the first one: 7×7 with stride 2 instead of 11×11 with stride 4. The rest stays.</source>
        <translation>对各层所见的可视化揭示了首层中失效和混叠的滤波器：改用 7×7、步幅 2，代替 11×11、步幅 4。其余不变。</translation>
    </message>
    <message>
        <source>The same plan a thousand times larger, made possible by five ideas: ReLU, dropout, augmented data, two GPUs, and response normalisation with overlapping pooling.</source>
        <translation>同样的格局放大千倍，得益于五个想法：ReLU、Dropout、数据增强、双 GPU，以及响应归一化与重叠池化。</translation>
    </message>
    <message>
        <source>Top-5 errors are those of the teams in the ImageNet competition, each with several networks averaged.</source>
        <translation>Top-5 错误率为各队在 ImageNet 竞赛中的成绩，均为多个网络的平均。</translation>
    </message>
    <message>
        <source>VGG&apos;s 3×3 with batch normalisation, and a shortcut around every two of them: a block learns what to add. Now deeper is better, up to 152 layers. The error is that of six such networks.</source>
        <translation>VGG 的 3×3 加批归一化，每两层有一条捷径：块只学习要加上什么。从此更深即更好，直至 152 层。错误率为六个此类网络的结果。</translation>
    </message>
</context>
<context>
    <name>LinkButton</name>
    <message>
        <source>Square: one number. Press to set height and width apart</source>
        <translation>方形：一个数。按下可分别设置高和宽</translation>
    </message>
    <message>
        <source>Height and width. Press to make it square: the width follows the height</source>
        <translation>高和宽。按下变为方形：宽随高</translation>
    </message>
    <message>
        <source>Height and width are one number</source>
        <translation>高和宽为同一个数</translation>
    </message>
</context>
<context>
    <name>LivePlot</name>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Save the plot as PNG, SVG or CSV</source>
        <translation>将曲线图存为 PNG、SVG 或 CSV</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Wheel: zoom. Drag: move. Double-click: the whole run again</source>
        <translation>滚轮：缩放。拖动：移动。双击：重新显示全程</translation>
    </message>
    <message>
        <source>guessing, top-5</source>
        <translation>随机猜测，top-5</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>thin: training</source>
        <translation>细：训练</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Layer table</source>
        <translation>层表</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Stop the training first; then its weights can be exported.</source>
        <translation>请先停止训练，然后才能导出其权重。</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>taken for →</source>
        <translation>误认为 →</translation>
    </message>
    <message>
        <source>{name} taken for {other}: {count} of {images}</source>
        <translation>{name} 误认为 {other}：{images} 张中 {count} 张</translation>
    </message>
    <message>
        <source>{name}: {count} of {images} right</source>
        <translation>{name}：{images} 张中 {count} 张正确</translation>
    </message>
    <message>
        <source>← what it is</source>
        <translation>← 真实类别</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>Modern (PyTorch)</source>
        <translation>现代 (PyTorch)</translation>
    </message>
    <message>
        <source>2012 (original code)</source>
        <translation>2012（原始代码）</translation>
    </message>
</context>
<context>
    <name>MemoryBars</name>
    <message>
        <source>Memory at the peak: {devices}</source>
        <translation>峰值内存：{devices}</translation>
    </message>
</context>
<context>
    <name>MemoryPanel</name>
    <message>
        <source>Accounting</source>
        <translation>计算方式</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pictures per step, to try out; the recipe stays as it is.</source>
        <translation>每步图片数，仅供试算；训练配方不变。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Largest at the peak</source>
        <translation>峰值时最大的占用</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>最大批大小</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>{precision} (auto)</source>
        <translation>{precision}（自动）</translation>
    </message>
    <message>
        <source>When a training starts, auto takes bfloat16 where a quick timing shows that it is faster.</source>
        <translation>训练开始时，若快速计时表明 bfloat16 更快，“自动”就采用它。</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>needs {needed} of {memory}</source>
        <translation>需要 {needed}，共 {memory}</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>计算图缩略图</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>It is {name}, which got {part}.</source>
        <translation>真实类别为 {name}，其得分 {part}。</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <translation>最严重的错例</translation>
    </message>
    <message>
        <source>{right}
taken for {wrong}</source>
        <translation>{right}
误认为 {wrong}</translation>
    </message>
</context>
<context>
    <name>NodeForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>{type}: unknown layer type</source>
        <translation>{type}：未知层类型</translation>
    </message>
    <message>
        <source>About this layer (Ctrl+F1)</source>
        <translation>关于此层 (Ctrl+F1)</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>The layer stays here, but its input is passed on as it is</source>
        <translation>保留此层，但其输入原样传下去</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>已旁路</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Add a note…</source>
        <translation>添加备注…</translation>
    </message>
    <message>
        <source>Ctrl+Enter or leaving it keeps the note, Esc takes back what was typed</source>
        <translation>按 Ctrl+Enter 或离开即保存备注，按 Esc 撤回输入</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{number} parameters</source>
        <translation>参数量 {number}</translation>
    </message>
    <message>
        <source>{number} multiply-adds</source>
        <translation>乘加次数 {number}</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n rows</source>
        <translation>
            <numerusform>已复制 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n rows as {form}</source>
        <translation>
            <numerusform>已将 %n 行复制为 {form}</numerusform>
        </translation>
    </message>
    <message>
        <source>{part} of {whole} layers</source>
        <translation>{whole} 层中的 {part} 层</translation>
    </message>
</context>
<context>
    <name>OwnPicture</name>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>将图片拖到此处</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>PaintBox</name>
    <message>
        <source>Paint</source>
        <translation>涂刷</translation>
    </message>
    <message>
        <source>The right button takes the device of the card under it; Esc ends the painting.</source>
        <translation>右键取用光标下卡片的设备；Esc 结束涂刷。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a layer type</source>
        <translation>查找层类型</translation>
    </message>
    <message>
        <source>Layer types</source>
        <translation>层类型</translation>
    </message>
    <message>
        <source>Made by you: {path}</source>
        <translation>您创建的：{path}</translation>
    </message>
    <message>
        <source>A block of several layers</source>
        <translation>由多层组成的块</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>ParamField</name>
    <message>
        <source>Reset to {value}</source>
        <translation>重置为 {value}</translation>
    </message>
    <message>
        <source>{param}, height</source>
        <translation>{param}，高</translation>
    </message>
    <message>
        <source>{param}, width</source>
        <translation>{param}，宽</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>{file} must end in .svg, .pdf or .png.</source>
        <translation>{file} 的扩展名必须是 .svg、.pdf 或 .png。</translation>
    </message>
    <message>
        <source>{file} cannot be made: the picture is too large. Choose SVG or PDF.</source>
        <translation>无法生成 {file}：图片太大。请选择 SVG 或 PDF。</translation>
    </message>
    <message>
        <source>Wrote {path} ({width} × {height} pixels).</source>
        <translation>已写入 {path}（{width} × {height} 像素）。</translation>
    </message>
    <message>
        <source>Wrote {path} ({size} bytes).</source>
        <translation>已写入 {path}（{size} 字节）。</translation>
    </message>
</context>
<context>
    <name>Plots</name>
    <message>
        <source>A checkpoint was written.</source>
        <translation>已写入检查点。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>GPU, at most</source>
        <translation>GPU 峰值</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Images a second</source>
        <translation>每秒图片数</translation>
    </message>
    <message>
        <source>It went on from here.</source>
        <translation>从此处继续训练。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Memory (MiB)</source>
        <translation>内存 (MiB)</translation>
    </message>
    <message>
        <source>The learning rate is {rate} from here on.</source>
        <translation>从此处起学习率为 {rate}。</translation>
    </message>
    <message>
        <source>The loss is no longer a number.</source>
        <translation>损失已不是有效数字。</translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation>权重范数</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图片/秒</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>top-1</source>
        <translation>top-1</translation>
    </message>
    <message>
        <source>top-5</source>
        <translation>top-5</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>training top-1</source>
        <translation>训练 top-1</translation>
    </message>
    <message>
        <source>training top-5</source>
        <translation>训练 top-5</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>validation top-1</source>
        <translation>验证 top-1</translation>
    </message>
    <message>
        <source>validation top-5</source>
        <translation>验证 top-5</translation>
    </message>
    <message>
        <source>weight norm</source>
        <translation>权重范数</translation>
    </message>
    <message>
        <source>{file} must end in .png, .svg or .csv.</source>
        <translation>{file} 必须以 .png、.svg 或 .csv 结尾。</translation>
    </message>
</context>
<context>
    <name>PluginConsent</name>
    <message>
        <source>Enable a plugin</source>
        <translation>启用插件</translation>
    </message>
    <message>
        <source>Enable {plugin}?</source>
        <translation>启用 {plugin} 吗？</translation>
    </message>
    <message>
        <source>{number} ({size} bytes): {files}</source>
        <translation>{number} 个（{size} 字节）：{files}</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>When a single byte of it changes, it is off until you enable it again.</source>
        <translation>只要有一个字节改变，它就会停用，直到您再次启用。</translation>
    </message>
    <message>
        <source>It can read, change and send your files. Enable it only if you trust where it came from, or have read it.</source>
        <translation>它能读取、更改并发送您的文件。请仅在信任其来源或已读过其代码时启用。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
</context>
<context>
    <name>Plugins</name>
    <message numerus="yes">
        <source>{files} and %n more</source>
        <translation>
            <numerusform>{files} 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>enabled from the next start</source>
        <translation>下次启动时启用</translation>
    </message>
    <message>
        <source>runs until alexstudio is closed</source>
        <translation>运行到关闭 alexstudio 为止</translation>
    </message>
    <message>
        <source>not enabled</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>changed since you enabled it</source>
        <translation>启用后已被更改</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>不能使用</translation>
    </message>
</context>
<context>
    <name>PluginsDialog</name>
    <message>
        <source>Plugins</source>
        <translation>插件</translation>
    </message>
    <message>
        <source>Plugins add layer types. Nothing of a plugin runs before you enable it, byte for byte.</source>
        <translation>插件可添加层类型。在您逐字节确认启用之前，插件的任何代码都不会运行。</translation>
    </message>
    <message>
        <source>Started with --no-plugins, so none is loaded.</source>
        <translation>以 --no-plugins 启动，因此未加载任何插件。</translation>
    </message>
    <message>
        <source>Enable…</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open plugin folder</source>
        <translation>打开插件文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Where your own plugins lie, one folder each</source>
        <translation>您自己的插件所在处，每个一个文件夹</translation>
    </message>
    <message>
        <source>There are no plugins. Put a folder into your plugin folder.</source>
        <translation>没有插件。请将插件的文件夹放入插件文件夹。</translation>
    </message>
    <message>
        <source>Trying {plugin} in a process of its own…</source>
        <translation>正在独立进程中试运行 {plugin}…</translation>
    </message>
    <message>
        <source>{plugin} is enabled for the next start without --no-plugins.</source>
        <translation>{plugin} 将在下次不带 --no-plugins 启动时启用。</translation>
    </message>
    <message>
        <source>{plugin} is enabled as it is now. Start alexstudio again to use it.</source>
        <translation>{plugin} 已按当前内容启用。重新启动 alexstudio 后可用。</translation>
    </message>
    <message>
        <source>{plugin} could not be loaded.</source>
        <translation>无法加载 {plugin}。</translation>
    </message>
    <message>
        <source>{plugin} is enabled, but does not fit the open document, which stays as it is until it is opened again: {fault}</source>
        <translation>{plugin} 已启用，但与当前文档不符；文档保持原样，直到重新打开：{fault}</translation>
    </message>
    <message>
        <source>Enabled. New layer types: {types}.</source>
        <translation>已启用。新的层类型：{types}。</translation>
    </message>
    <message>
        <source>{plugin} is not enabled.</source>
        <translation>{plugin} 未启用。</translation>
    </message>
    <message>
        <source>{plugin} stays until alexstudio is closed, and is not loaded at the next start.</source>
        <translation>{plugin} 保留到关闭 alexstudio 为止，下次启动不再加载。</translation>
    </message>
    <message>
        <source>{folder} cannot be made.</source>
        <translation>无法创建 {folder}。</translation>
    </message>
</context>
<context>
    <name>ProblemRow</name>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>No problems. The network can be compiled and trained.</source>
        <translation>没有问题。网络可以编译和训练。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>It does not hold.</source>
        <translation>不成立。</translation>
    </message>
    <message>
        <source>It holds.</source>
        <translation>成立。</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>证明</translation>
    </message>
    <message>
        <source>{document}, {pictures} pictures, random weights of seed {seed}</source>
        <translation>{document}，{pictures} 张图片，随机种子 {seed} 的随机权重</translation>
    </message>
</context>
<context>
    <name>RateCurve</name>
    <message>
        <source>It drops after the epochs {epochs}.</source>
        <translation>在第 {epochs} 轮之后下降。</translation>
    </message>
    <message>
        <source>It is divided by {number} whenever validation stalls {patience} times, three times at most.</source>
        <translation>每当验证停滞 {patience} 次便除以 {number}，至多三次。</translation>
    </message>
    <message>
        <source>Learning rate over the epochs</source>
        <translation>学习率随轮次的变化</translation>
    </message>
    <message>
        <source>The rate goes from {first} to {last} in {epochs} epochs.</source>
        <translation>学习率在 {epochs} 轮中由 {first} 变到 {last}。</translation>
    </message>
    <message>
        <source>rate {number}</source>
        <translation>学习率 {number}</translation>
    </message>
    <message>
        <source>{layers}: frozen after epoch {epoch}.</source>
        <translation>{layers}：第 {epoch} 轮之后冻结。</translation>
    </message>
    <message>
        <source>{number} epochs</source>
        <translation>{number} 轮</translation>
    </message>
    <message>
        <source>÷ {number} when it stalls</source>
        <translation>停滞时 ÷ {number}</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文档</translation>
    </message>
    <message>
        <source>This file is no longer there.</source>
        <translation>此文件已不存在。</translation>
    </message>
    <message>
        <source>No document was opened yet</source>
        <translation>还没有打开过文档</translation>
    </message>
    <message>
        <source>Remove what is no longer there</source>
        <translation>移除已不存在的文件</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
</context>
<context>
    <name>ReceptiveView</name>
    <message>
        <source>Receptive field on the input picture</source>
        <translation>输入图片上的感受野</translation>
    </message>
    <message>
        <source>Not known yet.</source>
        <translation>尚未算出。</translation>
    </message>
    <message>
        <source>{height}×{width} pixels</source>
        <translation>{height}×{width} 像素</translation>
    </message>
    <message>
        <source>{height}×{width} pixels, stride {stride}</source>
        <translation>{height}×{width} 像素，步幅 {stride}</translation>
    </message>
    <message>
        <source>Larger than the picture.</source>
        <translation>大于图片。</translation>
    </message>
    <message>
        <source>Every output reads it.</source>
        <translation>每个输出都读取它。</translation>
    </message>
    <message>
        <source>Row {row}, column {column} of {rows}×{columns}</source>
        <translation>{rows}×{columns} 中第 {row} 行第 {column} 列</translation>
    </message>
    <message>
        <source>Row {row}, column {column} of {rows}×{columns}: {percent} % of it is padding, hatched</source>
        <translation>{rows}×{columns} 中第 {row} 行第 {column} 列：其中 {percent} % 是填充（斜线）</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message numerus="yes">
        <source>%n rules</source>
        <translation>
            <numerusform>%n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>One epoch, or nothing.</source>
        <translation>填写一个轮次，或留空。</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
    <message>
        <source>Stages of the network, parted by commas</source>
        <translation>网络的阶段，以逗号分隔</translation>
    </message>
    <message>
        <source>There are more than 100 epochs.</source>
        <translation>轮次超过 100 个。</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>all learn alike</source>
        <translation>所有层学习方式相同</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>{input}, moved by {margin}</source>
        <translation>{input}，移动 {margin}</translation>
    </message>
    <message>
        <source>{optimizer} {momentum}, decay {decay}</source>
        <translation>{optimizer} {momentum}，衰减 {decay}</translation>
    </message>
    <message>
        <source>{optimizer}, decay {decay}</source>
        <translation>{optimizer}，衰减 {decay}</translation>
    </message>
    <message>
        <source>{precision}, seed {seed}</source>
        <translation>{precision}，种子 {seed}</translation>
    </message>
    <message>
        <source>{schedule}, warm-up {epochs}</source>
        <translation>{schedule}，预热 {epochs}</translation>
    </message>
    <message>
        <source>{word} is no epoch. Write numbers, such as 30, 60.</source>
        <translation>{word} 不是轮次。请填写数字，例如 30, 60。</translation>
    </message>
    <message>
        <source>÷ {number} after {epochs}</source>
        <translation>{epochs} 之后 ÷ {number}</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>recipe</source>
        <translation>训练配方</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>{recipe}, changed</source>
        <translation>{recipe}（已修改）</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Built-in shapes</source>
        <translation>内置图形</translation>
    </message>
    <message>
        <source>Built-in shapes, or a folder with train/&lt;class&gt;/ and val/&lt;class&gt;/ pictures</source>
        <translation>内置图形，或含有 train/&lt;class&gt;/ 和 val/&lt;class&gt;/ 图片的文件夹</translation>
    </message>
    <message>
        <source>Choose a folder with pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Folder with pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>{classes} classes, {train} training and {validation} validation pictures.</source>
        <translation>{classes} 类，{train} 张训练图片，{validation} 张验证图片。</translation>
    </message>
    <message>
        <source>{devices} run on this machine&apos;s {device}.</source>
        <translation>{devices} 都在本机的 {device} 上运行。</translation>
    </message>
    <message>
        <source>{device} runs on</source>
        <translation>{device} 运行于</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Bring the document to the front whose training failed, and train it again.</source>
        <translation>请将训练失败的文档切换到前面，再重新训练。</translation>
    </message>
    <message>
        <source>Train with batch {number}</source>
        <translation>以批大小 {number} 训练</translation>
    </message>
</context>
<context>
    <name>References</name>
    <message>
        <source>1 / (1 + exp(-x)): the logistic neuron of cuda-convnet, and the gate of squeeze-and-excitation.</source>
        <translation>1 / (1 + exp(-x))：cuda-convnet 的 logistic 神经元，也是 squeeze-and-excitation 的门控。</translation>
    </message>
    <message>
        <source>A convolution whose filters differ from position to position: cuda-convnet&apos;s local layer.</source>
        <translation>每个位置滤波器不同的卷积：cuda-convnet 的 local 层。</translation>
    </message>
    <message>
        <source>A deep network learns faster when layers in its middle must tell the classes apart too (Szegedy et al.: Going Deeper with Convolutions, CVPR 2015, section 5). What it reads are class scores like those at the end; the loss of a training is the cross-entropy of the network&apos;s scores plus weight times that of these, and so is the training curve. Validation, evaluation and every exported file know the network&apos;s own scores only: the layers that nothing but this one needs are left out of them. The scores pass on unchanged.</source>
        <translation>如果深层网络的中间层也必须区分类别，网络学得更快（Szegedy 等：Going Deeper with Convolutions，CVPR 2015，第 5 节）。它读取的是与末端一样的类别得分；训练的损失是网络得分的交叉熵加上权重乘以这些得分的交叉熵，训练曲线也是如此。验证、评估和所有导出的文件只使用网络自身的得分：仅供此层使用的层会被略去。得分原样传递。</translation>
    </message>
    <message>
        <source>A learned factor for each map, small at first: a deep network starts as the identity (arXiv:2103.17239).</source>
        <translation>每个特征图一个可学习的系数，初值很小：深层网络从恒等映射开始（arXiv:2103.17239）。</translation>
    </message>
    <message>
        <source>A vector to maps, channel by channel, row by row: what Flatten did, undone.</source>
        <translation>把向量逐通道、逐行变为特征图：Flatten 的逆操作。</translation>
    </message>
    <message>
        <source>At the end of a residual branch it leaves the shortcut alone. What survives is scaled by 1/(1-p), as in torchvision.</source>
        <translation>放在残差分支末端，只留下捷径。保留的值乘以 1/(1-p)，同 torchvision。</translation>
    </message>
    <message>
        <source>Class scores to logarithms of probabilities. Cross-entropy of them is that of the scores.</source>
        <translation>将类别得分变为概率的对数。其交叉熵与得分的交叉熵相同。</translation>
    </message>
    <message>
        <source>Class scores to probabilities. At the end of a network it is a part of the loss (cross-entropy).</source>
        <translation>将类别得分变为概率。在网络末端它是损失（交叉熵）的一部分。</translation>
    </message>
    <message>
        <source>Cross-correlation of maps with learned filters; groups=2 is the 2012 network&apos;s two GPUs in one column.</source>
        <translation>特征图与可学习滤波器的互相关；groups=2 即 2012 年网络的双 GPU 合为一列。</translation>
    </message>
    <message>
        <source>Deals the channels of g groups out one by one, so that groups mix (arXiv:1707.01083, section 3.1).</source>
        <translation>将 g 组的通道逐个轮流分发，使各组混合（arXiv:1707.01083，3.1 节）。</translation>
    </message>
    <message>
        <source>Enlarges maps by whole factors, by repeating values or by interpolating between the centres of pixels.</source>
        <translation>按整数倍放大特征图，重复值，或在像素中心之间插值。</translation>
    </message>
    <message>
        <source>Every output is a weighted sum of every input. In 2012 called FC, fully connected.</source>
        <translation>每个输出是所有输入的加权和。2012 年称为 FC，即全连接。</translation>
    </message>
    <message>
        <source>Every position has its own weights and biases, as in DeepFace and the CIFAR-10 nets of cuda-convnet; it costs the multiply-adds of a convolution and many more parameters.</source>
        <translation>每个位置有自己的权重和偏置，如 DeepFace 和 cuda-convnet 的 CIFAR-10 网络；乘加次数同卷积，参数则多得多。</translation>
    </message>
    <message>
        <source>Every stride-th pixel, down and across, from a start on: cuda-convnet&apos;s nailbed layer.</source>
        <translation>从起点开始，纵横每隔步幅取一个像素：cuda-convnet 的 nailbed 层。</translation>
    </message>
    <message>
        <source>It lets large values of both signs through, each a closer to 0, and hardly any small one. The formula is that of DoubleReluNeuron in cuda-convnet&apos;s neuron.cuh.</source>
        <translation>大的正负值都能通过，各向 0 靠近 a；小的值几乎不能通过。公式同 cuda-convnet 的 neuron.cuh 中的 DoubleReluNeuron。</translation>
    </message>
    <message>
        <source>Maps to one vector, channel by channel, row by row.</source>
        <translation>把特征图逐通道、逐行展平为一个向量。</translation>
    </message>
    <message>
        <source>Networks that weigh their maps with dense layers (arXiv:1709.01507) make maps of 1x1 of the factors with it.</source>
        <translation>用全连接层为特征图加权的网络（arXiv:1709.01507）用它把系数变为 1x1 的特征图。</translation>
    </message>
    <message>
        <source>Normalises each map of each picture on its own (arXiv:1607.08022).</source>
        <translation>对每张图片的每个特征图单独归一化（arXiv:1607.08022）。</translation>
    </message>
    <message>
        <source>Normalises each map over the pictures of a batch (arXiv:1502.03167), over running means when not training.</source>
        <translation>在一批图片上归一化每个特征图（arXiv:1502.03167），不训练时用滑动均值。</translation>
    </message>
    <message>
        <source>Normalises over groups of maps of one picture (arXiv:1803.08494), independent of the batch.</source>
        <translation>在一张图片的各组特征图上归一化（arXiv:1803.08494），与批无关。</translation>
    </message>
    <message>
        <source>Normalises over the channels at each position, as ConvNeXt does (arXiv:2201.03545, section 2.6).</source>
        <translation>在每个位置的各通道上归一化，同 ConvNeXt（arXiv:2201.03545，2.6 节）。</translation>
    </message>
    <message>
        <source>Paper, section 3.3 prints alpha without the division by n; the code that produced the paper&apos;s numbers divides, as torch and Caffe do, so alpha = 1e-4, k = 2 is the original network. The formula as printed is alpha = 5e-4 with n = 5; Caffe&apos;s networks have k = 1; TensorFlow&apos;s depth_radius r and alpha are n = 2r + 1 and alpha n here.</source>
        <translation>论文 3.3 节的 alpha 没有除以 n；产生论文数据的代码则除以 n，torch 和 Caffe 也是如此，因此原始网络为 alpha = 1e-4、k = 2。按论文公式则是 n = 5 时 alpha = 5e-4；Caffe 的网络 k = 1；TensorFlow 的 depth_radius r 和 alpha 对应这里的 n = 2r + 1 和 alpha n。</translation>
    </message>
    <message>
        <source>Parts of equal size along the channels, the last one smaller when they do not divide: ShuffleNet v2&apos;s split.</source>
        <translation>沿通道等分，不能整除时最后一份较小：ShuffleNet v2 的拆分。</translation>
    </message>
    <message>
        <source>Parts of so many channels each, one after the other; the last part takes what is left.</source>
        <translation>依次取若干份，每份若干通道；最后一份取剩余部分。</translation>
    </message>
    <message>
        <source>Passes its input on: a place to connect to, and cuda-convnet&apos;s ident neuron.</source>
        <translation>将输入传下去：一个可供连接的位置，也是 cuda-convnet 的 ident 神经元。</translation>
    </message>
    <message>
        <source>Puts tensors one after the other along the channels. This is where the two GPUs of 2012 read each other.</source>
        <translation>沿通道依次拼接张量。2012 年的两块 GPU 就在这里互相读取。</translation>
    </message>
    <message>
        <source>Sets all of a picture&apos;s (or of a batch&apos;s) maps to 0 with probability p while training (arXiv:1603.09382).</source>
        <translation>训练时以概率 p 将一张图片（或一批）的全部特征图置 0（arXiv:1603.09382）。</translation>
    </message>
    <message>
        <source>Sets each value to 0 with probability p while training (paper, section 4.2); passes it on unchanged otherwise.</source>
        <translation>训练时以概率 p 将每个值置 0（论文 4.2 节）；其他时候原样传下去。</translation>
    </message>
    <message>
        <source>Sets whole maps to 0 with probability p while training (arXiv:1411.4280): neighbours in a map are much alike.</source>
        <translation>训练时以概率 p 将整个特征图置 0（arXiv:1411.4280）：同一特征图中相邻的值很相似。</translation>
    </message>
    <message>
        <source>Smooths each map with a Gaussian filter: cuda-convnet&apos;s blur layer.</source>
        <translation>用高斯滤波器平滑每个特征图：cuda-convnet 的 blur 层。</translation>
    </message>
    <message>
        <source>Some channels in a row, the others left out.</source>
        <translation>保留一段连续的通道，舍去其余。</translation>
    </message>
    <message>
        <source>The absolute value; cuda-convnet&apos;s abs neuron.</source>
        <translation>绝对值；cuda-convnet 的 abs 神经元。</translation>
    </message>
    <message>
        <source>The defaults are those of GoogLeNet and Inception v3 in torchvision (transform_input): pictures normalised by the mean and deviation of ImageNet become pictures from -1 to 1, as the original weights expect.</source>
        <translation>默认值同 torchvision 中的 GoogLeNet 和 Inception v3（transform_input）：按 ImageNet 均值和标准差归一化的图片变为 -1 到 1 的图片，这是原始权重所期待的。</translation>
    </message>
    <message>
        <source>The end of an auxiliary classifier: a second loss that reaches the early layers, in training only.</source>
        <translation>辅助分类器的末端：作用于前面各层的第二个损失，仅用于训练。</translation>
    </message>
    <message>
        <source>The gradient of a convolution used as a layer: it enlarges maps (arXiv:1603.07285, section 4).</source>
        <translation>把卷积的梯度用作层：放大特征图（arXiv:1603.07285，第 4 节）。</translation>
    </message>
    <message>
        <source>The hyperbolic tangent: what AlexNet&apos;s Figure 1 compares the rectifier with.</source>
        <translation>双曲正切：AlexNet 论文图 1 用它与整流器比较。</translation>
    </message>
    <message>
        <source>The larger of two values at each place: cuda-convnet&apos;s eltmax, and maxout.</source>
        <translation>每个位置取两个值中的较大者：cuda-convnet 的 eltmax，也即 maxout。</translation>
    </message>
    <message>
        <source>The largest value of each window. AlexNet&apos;s windows overlap: 3x3 with stride 2 (paper, section 3.4).</source>
        <translation>每个窗口的最大值。AlexNet 的窗口重叠：3x3，步幅 2（论文 3.4 节）。</translation>
    </message>
    <message>
        <source>The largest value of parts of the maps, so that a fixed size comes out whatever the input.</source>
        <translation>对特征图各部分取最大值，无论输入多大，输出大小固定。</translation>
    </message>
    <message>
        <source>The latter is how squeeze-and-excitation (arXiv:1709.01507) weighs its maps: the 1x1 maps are repeated.</source>
        <translation>squeeze-and-excitation（arXiv:1709.01507）以后一种方式为特征图加权：1x1 的特征图会被重复。</translation>
    </message>
    <message>
        <source>The mean of each map as a vector, which replaces AlexNet&apos;s large dense layers (arXiv:1312.4400, section 3.2).</source>
        <translation>每个特征图的均值组成向量，取代 AlexNet 的大型全连接层（arXiv:1312.4400，3.2 节）。</translation>
    </message>
    <message>
        <source>The mean of each window: the subsampling of LeNet, and of cuda-convnet with the padding left out of the mean.</source>
        <translation>每个窗口的均值：LeNet 的下采样；cuda-convnet 的均值不计填充。</translation>
    </message>
    <message>
        <source>The mean over parts of the maps, so that a fixed size comes out whatever the input.</source>
        <translation>对特征图各部分取均值，无论输入多大，输出大小固定。</translation>
    </message>
    <message>
        <source>The pictures of a batch, as the network sees them.</source>
        <translation>一批图片，即网络所看到的样子。</translation>
    </message>
    <message>
        <source>The product of two tensors of one shape, or of maps and one value per map.</source>
        <translation>两个形状相同的张量之积，或特征图与每图一个值之积。</translation>
    </message>
    <message>
        <source>The scale counts as weights, the shift as biases. Buffers: running mean and variance of each map, and one counter of batches.</source>
        <translation>缩放计为权重，平移计为偏置。缓冲区：每个特征图的滑动均值和方差，以及一个批计数器。</translation>
    </message>
    <message>
        <source>The sign of b makes no difference.</source>
        <translation>b 的符号没有影响。</translation>
    </message>
    <message>
        <source>The square root; cuda-convnet&apos;s sqrt neuron. It needs inputs above 0, as after a Square.</source>
        <translation>平方根；cuda-convnet 的 sqrt 神经元。输入需大于 0，例如在 Square 之后。</translation>
    </message>
    <message>
        <source>The sum is divided by n^2 also at the border, where the window is clipped. The 2012 files have it once, after the second response normalisation (alpha = 1e-3, n = 5); the paper does not mention it. Caffe&apos;s LRN calls it WITHIN_CHANNEL.</source>
        <translation>在窗口被截断的边界处，和也除以 n^2。2012 年的文件只用过一次，在第二个响应归一化之后（alpha = 1e-3，n = 5）；论文没有提到它。Caffe 的 LRN 称之为 WITHIN_CHANNEL。</translation>
    </message>
    <message>
        <source>The sum of two tensors of one shape: the shortcut of residual networks (arXiv:1512.03385), eltsum in 2012.</source>
        <translation>两个形状相同的张量之和：残差网络的捷径（arXiv:1512.03385），2012 年称为 eltsum。</translation>
    </message>
    <message>
        <source>The weights across and down are exp(-d² / (2 deviation²)) at distance d from the middle, divided by their sum; beyond the border there are zeros, so that the maps darken there. Filter and border are those of GaussianBlurLayerParser in layer.py and of kGaussianBlur in conv_util.cu, which knows the sizes 3, 5, 7 and 9.</source>
        <translation>横向和纵向的权重在距中心 d 处为 exp(-d² / (2 deviation²))，再除以其总和；边界外为零，因此边缘处会变暗。滤波器和边界同 layer.py 的 GaussianBlurLayerParser 与 conv_util.cu 的 kGaussianBlur，后者支持大小 3、5、7、9。</translation>
    </message>
    <message>
        <source>The windows of neighbouring outputs overlap or differ in size unless the sizes divide. One output per map is a plain mean in torch, which also repeats on CUDA.</source>
        <translation>除非大小能整除，相邻输出的窗口会重叠或大小不同。每图一个输出时，在 torch 中就是普通均值，在 CUDA 上也可重复。</translation>
    </message>
    <message>
        <source>Values held between two bounds.</source>
        <translation>值限制在两个界限之间。</translation>
    </message>
    <message>
        <source>Zeros around the maps, each side on its own; negative numbers crop.</source>
        <translation>在特征图四周补零，各边独立；负数则裁剪。</translation>
    </message>
    <message>
        <source>a · tanh(b · x): cuda-convnet&apos;s tanh[a,b] neuron. LeNet-5 has a = 1.7159, b = 2/3.</source>
        <translation>a · tanh(b · x)：cuda-convnet 的 tanh[a,b] 神经元。LeNet-5 中 a = 1.7159，b = 2/3。</translation>
    </message>
    <message>
        <source>a · |tanh(b · x)|: cuda-convnet&apos;s abstanh[a,b] neuron, the rectified tangent of networks before 2012.</source>
        <translation>a · |tanh(b · x)|：cuda-convnet 的 abstanh[a,b] 神经元，2012 年之前网络的整流双曲正切。</translation>
    </message>
    <message>
        <source>a·x + b with fixed numbers: cuda-convnet&apos;s linear[a,b] neuron.</source>
        <translation>a·x + b，数值固定：cuda-convnet 的 linear[a,b] 神经元。</translation>
    </message>
    <message>
        <source>ceil((size - start) / stride) pixels are left. The 2012 files give the stride only, and the parser (NailbedLayerParser in layer.py) puts the nails in the middle: start = (size - stride (n - 1)) / 2 rounded down, with n = ceil(size / stride), which leaves n pixels. They have it after a GaussianBlur, to halve the maps.</source>
        <translation>剩下 ceil((size - start) / stride) 个像素。2012 年的文件只给出步幅，解析器（layer.py 的 NailbedLayerParser）把采样点居中：start = (size - stride (n - 1)) / 2 向下取整，n = ceil(size / stride)，剩下 n 个像素。它们把它用在 GaussianBlur 之后，使特征图减半。</translation>
    </message>
    <message>
        <source>cuda-convnet rounds sizes up by reading zeros at the right and bottom only: the first layer of the 2012 network is an unpadded convolution after 3 zeros at the right and 3 at the bottom.</source>
        <translation>cuda-convnet 只在右边和下边读零来向上取整：2012 年网络的第一层是右边补 3 个零、下边补 3 个零之后的无填充卷积。</translation>
    </message>
    <message>
        <source>cuda-convnet&apos;s own description, &quot;max(0, x) + noise&quot;, does not say which noise. This is the noisy rectifier of Nair and Hinton (Rectified linear units improve restricted Boltzmann machines, ICML 2010): normal, with mean 0 and variance 1 / (1 + exp(-x)). The gradient is that of the rectifier.</source>
        <translation>cuda-convnet 自己的描述“max(0, x) + noise”没有说明是哪种噪声。这里采用 Nair 和 Hinton 的带噪整流器（Rectified linear units improve restricted Boltzmann machines，ICML 2010）：正态分布，均值 0，方差 1 / (1 + exp(-x))。梯度同整流器。</translation>
    </message>
    <message>
        <source>log(1 + exp(b·x)) / b: the softrelu neuron of cuda-convnet, a rectifier without a kink.</source>
        <translation>log(1 + exp(b·x)) / b：cuda-convnet 的 softrelu 神经元，没有折点的整流器。</translation>
    </message>
    <message>
        <source>log(a + x): cuda-convnet&apos;s log[a] neuron. It needs inputs above -a, as after a ReLU.</source>
        <translation>log(a + x)：cuda-convnet 的 log[a] 神经元。输入需大于 -a，例如在 ReLU 之后。</translation>
    </message>
    <message>
        <source>m is the mean of the n x n pixels around the pixel that it is taken from, so what divides is about the variance of the neighbourhood, where SameMapNorm has its squares. Windows are clipped at the border: the mean is that of the pixels inside, but the sum is divided by n^2 there too (ContrastNormLayer in layer.cu and kCNorm in conv_util.cu). The original backward pass took the means for constants; this one does not.</source>
        <translation>m 是该像素周围 n x n 个像素的均值，因此除数大致是邻域的方差，而 SameMapNorm 用的是平方。窗口在边界处截断：均值取窗口内的像素，但和在那里也除以 n^2（layer.cu 的 ContrastNormLayer 与 conv_util.cu 的 kCNorm）。原始的反向传播把均值当作常数；这里不是。</translation>
    </message>
    <message>
        <source>max(0, x + noise) while training, max(0, x) afterwards: cuda-convnet&apos;s nrelu neuron.</source>
        <translation>训练时为 max(0, x + noise)，之后为 max(0, x)：cuda-convnet 的 nrelu 神经元。</translation>
    </message>
    <message>
        <source>max(0, x). Paper, section 3.1: a four-layer net reached 25 % training error six times faster than with tanh.</source>
        <translation>max(0, x)。论文 3.1 节：四层网络达到 25 % 训练错误率的速度是 tanh 的六倍。</translation>
    </message>
    <message>
        <source>min(max(0, x + 3), 6) / 6: an approximation of the logistic function by three straight pieces.</source>
        <translation>min(max(0, x + 3), 6) / 6：用三段直线近似逻辑函数。</translation>
    </message>
    <message>
        <source>min(max(0, x), 6): bounded for few-bit arithmetic (MobileNet v2, arXiv:1801.04381).</source>
        <translation>min(max(0, x), 6)：为低位宽运算设上限（MobileNet v2，arXiv:1801.04381）。</translation>
    </message>
    <message>
        <source>min(max(0, x), a): cuda-convnet&apos;s brelu[a] neuron.</source>
        <translation>min(max(0, x), a)：cuda-convnet 的 brelu[a] 神经元。</translation>
    </message>
    <message>
        <source>scale · x + shift with fixed numbers for red, green and blue.</source>
        <translation>scale · x + shift，红、绿、蓝各用固定的数。</translation>
    </message>
    <message>
        <source>torch scales the surviving values by 1/(1-p) in training; the 2012 code multiplied by 1-p at test time instead.</source>
        <translation>torch 在训练时将保留的值乘以 1/(1-p)；2012 年的代码则在测试时乘以 1-p。</translation>
    </message>
    <message>
        <source>x - a · tanh(x / a): cuda-convnet&apos;s drelu[a] neuron.</source>
        <translation>x - a · tanh(x / a)：cuda-convnet 的 drelu[a] 神经元。</translation>
    </message>
    <message>
        <source>x / (1 + exp(-x)), also called swish; EfficientNet&apos;s activation.</source>
        <translation>x / (1 + exp(-x))，也称 swish；EfficientNet 的激活函数。</translation>
    </message>
    <message>
        <source>x for positive x, alpha (exp(x) - 1) for negative x (arXiv:1511.07289).</source>
        <translation>x 为正时取 x，为负时取 alpha (exp(x) - 1)（arXiv:1511.07289）。</translation>
    </message>
    <message>
        <source>x for positive x, slope times x for negative x, so that no unit dies for good.</source>
        <translation>x 为正时取 x，为负时取 slope 乘以 x，使单元不会永久失活。</translation>
    </message>
    <message>
        <source>x times the normal distribution function of x (arXiv:1606.08415); ConvNeXt&apos;s activation.</source>
        <translation>x 乘以 x 的正态分布函数（arXiv:1606.08415）；ConvNeXt 的激活函数。</translation>
    </message>
    <message>
        <source>x · min(max(0, x + 3), 6) / 6: an approximation of SiLU by pieces (MobileNet v3, arXiv:1905.02244).</source>
        <translation>x · min(max(0, x + 3), 6) / 6：SiLU 的分段近似（MobileNet v3，arXiv:1905.02244）。</translation>
    </message>
    <message>
        <source>x · x; cuda-convnet&apos;s square neuron.</source>
        <translation>x · x；cuda-convnet 的 square 神经元。</translation>
    </message>
    <message>
        <source>y = x (k + alpha/n sum x^2)^-beta over n neighbouring maps.</source>
        <translation>y = x (k + alpha/n sum x^2)^-beta，对 n 个相邻特征图。</translation>
    </message>
    <message>
        <source>y = x (k + alpha/n^2 sum (x - m)^2)^-beta over n x n pixels of the same map: cuda-convnet&apos;s cnorm.</source>
        <translation>y = x (k + alpha/n^2 sum (x - m)^2)^-beta，对同一特征图的 n x n 个像素：cuda-convnet 的 cnorm。</translation>
    </message>
    <message>
        <source>y = x (k + alpha/n^2 sum x^2)^-beta over n x n pixels of the same map: cuda-convnet&apos;s rnorm.</source>
        <translation>y = x (k + alpha/n^2 sum x^2)^-beta，对同一特征图的 n x n 个像素：cuda-convnet 的 rnorm。</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
</context>
<context>
    <name>RunPlots</name>
    <message>
        <source>Save the plot</source>
        <translation>保存曲线图</translation>
    </message>
    <message>
        <source>Smooth the training curves: a moving average of more and more steps</source>
        <translation>平滑训练曲线：对越来越多的步取移动平均</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
</context>
<context>
    <name>RunRows</name>
    <message>
        <source>A tick draws the run beneath the present one in the plots</source>
        <translation>勾选后，此次训练的曲线画在当前曲线之下</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Best top-5 error</source>
        <translation>最佳 top-5 错误率</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>以往的训练</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练配方</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Top-5 error</source>
        <translation>Top-5 错误率</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>Nothing is called so</source>
        <translation>没有匹配项</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Data and input</source>
        <translation>数据与输入</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>Layers&apos; rates</source>
        <translation>各层学习率</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>1 picture is left out, being broken; the Data page lists them.</source>
        <translation>略去 1 张损坏的图片；“数据”页列出了它。</translation>
    </message>
    <message>
        <source>A batch of {batch} is too small for {size} processes. Set batch size = {best} at least, or take fewer processes.</source>
        <translation>批大小 {batch} 对 {size} 个进程来说太小。请将批大小设为至少 {best}，或减少进程数。</translation>
    </message>
    <message>
        <source>A command of more than {limit} bytes was not read.</source>
        <translation>未读取超过 {limit} 字节的命令。</translation>
    </message>
    <message>
        <source>A learning rate of {rate} is high for {name}, which moves every weight by about the rate at each step. Use 0.001 or less.</source>
        <translation>学习率 {rate} 对 {name} 偏高：它每步使每个权重移动约等于学习率的量。请用 0.001 或更小。</translation>
    </message>
    <message>
        <source>A name must have 1 to {limit} printable characters.</source>
        <translation>名称必须有 1 至 {limit} 个可打印字符。</translation>
    </message>
    <message>
        <source>A network that is on {devices} at once cannot be trained by several processes. Put all its layers on devices of one kind.</source>
        <translation>同时位于 {devices} 的网络不能由多个进程训练。请将所有层放到同一类设备上。</translation>
    </message>
    <message>
        <source>A note can have {limit} characters; this one has {number}.</source>
        <translation>备注最多 {limit} 个字符；此备注有 {number} 个。</translation>
    </message>
    <message>
        <source>A prototxt holds no weights, classes, recipe or stages.</source>
        <translation>prototxt 不含权重、类别、配方或阶段。</translation>
    </message>
    <message>
        <source>A rate × {rate} with a decay × {decay}, which no recipe can hold.</source>
        <translation>学习率 × {rate} 与衰减 × {decay}，配方无法保存。</translation>
    </message>
    <message>
        <source>A recipe holds {limit} rules on first weights; the rest is left out.</source>
        <translation>配方最多 {limit} 条初始权重规则；其余略去。</translation>
    </message>
    <message>
        <source>A recipe holds {limit} rules on rates; the rest is left out.</source>
        <translation>配方最多 {limit} 条学习率规则；其余略去。</translation>
    </message>
    <message>
        <source>A rule of the recipe speaks of {names}, and no layer belongs to it.</source>
        <translation>配方的一条规则涉及 {names}，但没有层属于它。</translation>
    </message>
    <message>
        <source>A step was predicted to need {needed}, and there are {there}.</source>
        <translation>预计每步需要 {needed}，现有 {there}。</translation>
    </message>
    <message>
        <source>A training runs. Stop it first, or wait for its end.</source>
        <translation>训练正在进行。请先停止，或等它结束。</translation>
    </message>
    <message>
        <source>Adam divides the weight decay by the size of the gradients, so that it hardly pulls where they are large. AdamW keeps the two apart.</source>
        <translation>Adam 会将权重衰减除以梯度的大小，梯度大处几乎不起作用。AdamW 将二者分开。</translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation>添加 Input</translation>
    </message>
    <message>
        <source>Add an Input and connect it to {layer}</source>
        <translation>添加 Input 并连接到 {layer}</translation>
    </message>
    <message>
        <source>After step {step} the weights are no longer a number; the learning rate is {rate}.</source>
        <translation>第 {step} 步后权重不再是数；学习率为 {rate}。</translation>
    </message>
    <message>
        <source>After {epoch} epoch the learning rate is now {rate}.</source>
        <translation>{epoch} 轮后，学习率为 {rate}。</translation>
    </message>
    <message>
        <source>After {epoch} epoch the rate of {names} is now {rate}.</source>
        <translation>{epoch} 轮后，{names} 的学习率为 {rate}。</translation>
    </message>
    <message>
        <source>After {epoch} epoch {names} no longer change: the recipe freezes them.</source>
        <translation>{epoch} 轮后，{names} 不再变化：配方将其冻结。</translation>
    </message>
    <message>
        <source>After {epoch} epochs the learning rate is now {rate}.</source>
        <translation>{epoch} 轮后，学习率为 {rate}。</translation>
    </message>
    <message>
        <source>After {epoch} epochs the rate of {names} is now {rate}.</source>
        <translation>{epoch} 轮后，{names} 的学习率为 {rate}。</translation>
    </message>
    <message>
        <source>After {epoch} epochs {names} no longer change: the recipe freezes them.</source>
        <translation>{epoch} 轮后，{names} 不再变化：配方将其冻结。</translation>
    </message>
    <message>
        <source>Also found as: {names}.</source>
        <translation>也可搜索：{names}。</translation>
    </message>
    <message>
        <source>An ONNX file holds 2 GiB at most, and this network has more weights. Choose another form.</source>
        <translation>ONNX 文件最大 2 GiB，而此网络的权重更多。请选择其他格式。</translation>
    </message>
    <message>
        <source>Another plugin called {name} is loaded already.</source>
        <translation>已加载了另一个名为 {name} 的插件。</translation>
    </message>
    <message>
        <source>Another process of this training ended without a word.</source>
        <translation>此次训练的另一个进程无故结束。</translation>
    </message>
    <message>
        <source>Another process of this training ended without a word. torchrun starts it again.</source>
        <translation>此次训练的另一个进程无故结束。torchrun 会重新启动它。</translation>
    </message>
    <message>
        <source>At least one training and one validation picture are needed, not {train} and {validation}.</source>
        <translation>至少需要一张训练图片和一张验证图片，不能是 {train} 和 {validation}。</translation>
    </message>
    <message>
        <source>At step {step} the loss is no longer a number; the learning rate is {rate}.</source>
        <translation>第 {step} 步时损失不再是数；学习率为 {rate}。</translation>
    </message>
    <message>
        <source>Auxiliary classifiers are left out: they help in training alone.</source>
        <translation>已略去辅助分类器：它们只在训练中起作用。</translation>
    </message>
    <message>
        <source>BN is a layer of branches of Caffe; it is read as BatchNorm2d with its usual settings.</source>
        <translation>BN 是 Caffe 分支版本的层；按默认设置的 BatchNorm2d 读取。</translation>
    </message>
    <message>
        <source>Batch size and length of training are on cuda-convnet&apos;s command line: {batch} pictures, its usual batch, and the epochs of this program are assumed.</source>
        <translation>批大小和训练时长在 cuda-convnet 的命令行中：假定为其常用的每批 {batch} 张和本程序的轮数。</translation>
    </message>
    <message>
        <source>Bypassed: it passes its input on. {rest}</source>
        <translation>已旁路：输入原样传下去。{rest}</translation>
    </message>
    <message>
        <source>CUDA, cuDNN and cuBLAS</source>
        <translation>CUDA、cuDNN 和 cuBLAS</translation>
    </message>
    <message>
        <source>Caffe does not train it (rate 0); here it learns like the others.</source>
        <translation>Caffe 不训练它（学习率 0）；此处它与其他层一样学习。</translation>
    </message>
    <message>
        <source>Caffe has no layers like {names}. Replace them, or export to another format.</source>
        <translation>Caffe 没有 {names} 这样的层。请替换它们，或导出为其他格式。</translation>
    </message>
    <message>
        <source>Caffe&apos;s pictures have blue first and red last; here red is first.</source>
        <translation>Caffe 的图片先蓝后红；此处先红。</translation>
    </message>
    <message>
        <source>Caffe&apos;s windows give {size} here, the last of them beyond the border; these give {made}.</source>
        <translation>Caffe 的窗口在此得到 {size}，最后一个越过边界；此处得到 {made}。</translation>
    </message>
    <message>
        <source>Connect {source} to {target}</source>
        <translation>连接 {source} 到 {target}</translation>
    </message>
    <message>
        <source>Connect {source} to {target} through a Flatten</source>
        <translation>经 Flatten 连接 {source} 到 {target}</translation>
    </message>
    <message>
        <source>Copying from {origin} to {destination} changes the data on this machine, so nothing computed across them can be trusted. Map both logical devices to one of them.</source>
        <translation>在本机上从 {origin} 复制到 {destination} 会改变数据，因此跨这两个设备的计算不可信。请将两个逻辑设备都映射到其中一个。</translation>
    </message>
    <message>
        <source>Crop to {size} before {layer}</source>
        <translation>在 {layer} 前裁剪到 {size}</translation>
    </message>
    <message>
        <source>Every layer gives finite numbers, but they are too large for the loss.</source>
        <translation>各层的输出都是有限的数，但对损失来说太大。</translation>
    </message>
    <message>
        <source>Every training here has this loss: cross-entropy of the class scores.</source>
        <translation>此处每次训练都用此损失：类别得分的交叉熵。</translation>
    </message>
    <message>
        <source>Expected is one folder per class, as in train/cat/1.jpg and val/cat/2.jpg.</source>
        <translation>应为每个类别一个文件夹，如 train/cat/1.jpg 和 val/cat/2.jpg。</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>From the solver: {names}.</source>
        <translation>来自求解器：{names}。</translation>
    </message>
    <message>
        <source>From {layer} on, the same sums are taken in another order, so the last bits are rounded differently.</source>
        <translation>从 {layer} 起，相同的和以不同顺序求得，因此末位舍入不同。</translation>
    </message>
    <message>
        <source>In the file, but without a layer of this shape: {names}.</source>
        <translation>文件中有，但没有此形状的层：{names}。</translation>
    </message>
    <message>
        <source>In torch</source>
        <translation>在 torch 中</translation>
    </message>
    <message>
        <source>Input {number} of {layer} already has a wire from {source}.</source>
        <translation>{layer} 的输入 {number} 已有来自 {source} 的连线。</translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Insert Linear with {outputs} outputs before {layer}</source>
        <translation>在 {layer} 前插入 {outputs} 输出的 Linear</translation>
    </message>
    <message>
        <source>Insert a {kernel} convolution before {layer}</source>
        <translation>在 {layer} 前插入 {kernel} 卷积</translation>
    </message>
    <message>
        <source>Insert {type} before {layer}</source>
        <translation>在 {layer} 前插入 {type}</translation>
    </message>
    <message>
        <source>It can go on from its last checkpoint.</source>
        <translation>可从最后的检查点继续。</translation>
    </message>
    <message>
        <source>It could not be loaded: {error}.</source>
        <translation>无法加载：{error}。</translation>
    </message>
    <message>
        <source>It declares a layer type called {type}, but the plugin {name} has one already.</source>
        <translation>它声明了层类型 {type}，但插件 {name} 已有同名类型。</translation>
    </message>
    <message>
        <source>It declares a layer type called {type}, but there is one already.</source>
        <translation>它声明了层类型 {type}，但已存在同名类型。</translation>
    </message>
    <message>
        <source>It did not finish loading within {seconds} seconds.</source>
        <translation>它在 {seconds} 秒内未加载完毕。</translation>
    </message>
    <message>
        <source>It ended the process that tried to load it, with code {code}.</source>
        <translation>它终止了尝试加载它的进程，代码 {code}。</translation>
    </message>
    <message>
        <source>It ended the process that tried to load it, with signal {code}.</source>
        <translation>它终止了尝试加载它的进程，信号 {code}。</translation>
    </message>
    <message>
        <source>It has a bias for each position in the file; here one for each map.</source>
        <translation>文件中每个位置有一个偏置；此处每个特征图一个。</translation>
    </message>
    <message>
        <source>It has {number} windows a side in the file, the last beyond the map; here {made}.</source>
        <translation>文件中每边有 {number} 个窗口，最后一个超出特征图；此处为 {made} 个。</translation>
    </message>
    <message>
        <source>It is Python code, which is never run; its first top is taken for the pictures.</source>
        <translation>它是 Python 代码，从不运行；取其第一个 top 为图片。</translation>
    </message>
    <message>
        <source>It is no Python file.</source>
        <translation>它不是 Python 文件。</translation>
    </message>
    <message>
        <source>It is not the network of 2012.</source>
        <translation>它不是 2012 年的网络。</translation>
    </message>
    <message>
        <source>It is switched off in the parameter file.</source>
        <translation>它在参数文件中被关闭。</translation>
    </message>
    <message>
        <source>It learns as the other layers of its stage do, where the file has other rates for it.</source>
        <translation>它与同阶段其他层的学习率相同，而文件中不同。</translation>
    </message>
    <message>
        <source>It leaves num_output to the data; {classes} is assumed.</source>
        <translation>它的 num_output 由数据决定；假定为 {classes}。</translation>
    </message>
    <message>
        <source>It looks like a solver, which belongs beside a network.</source>
        <translation>它看起来是求解器，应与网络一起给出。</translation>
    </message>
    <message>
        <source>It measures; every training here measures loss and errors anyway.</source>
        <translation>它用于测量；此处每次训练都会测量损失和错误率。</translation>
    </message>
    <message>
        <source>It scales when testing in the file, and here while training: the same on average.</source>
        <translation>文件中在测试时缩放，此处在训练时缩放：平均相同。</translation>
    </message>
    <message>
        <source>It shares its weights with {layer} in Caffe; here it has its own.</source>
        <translation>Caffe 中它与 {layer} 共享权重；此处它有自己的权重。</translation>
    </message>
    <message>
        <source>It shares weights with another layer in the file; here it has its own.</source>
        <translation>文件中它与另一层共享权重；此处它有自己的权重。</translation>
    </message>
    <message>
        <source>It starts from weights as the other layers of its stage do, where the file has others.</source>
        <translation>它与同阶段其他层的初始化相同，而文件中不同。</translation>
    </message>
    <message>
        <source>It still runs until the program ends.</source>
        <translation>它会一直运行到程序结束。</translation>
    </message>
    <message>
        <source>It writes nothing.</source>
        <translation>它不输出任何内容。</translation>
    </message>
    <message>
        <source>Its bias filler {kind}: its biases start at 0.</source>
        <translation>其偏置填充器 {kind}：偏置从 0 开始。</translation>
    </message>
    <message>
        <source>Its border is padded by zeros, which win over negative values.</source>
        <translation>其边界以零填充，零会胜过负值。</translation>
    </message>
    <message>
        <source>Its files changed since you enabled it, so it is off until you enable it again.</source>
        <translation>它的文件在启用后发生了变化，因此停用，直到您再次启用。</translation>
    </message>
    <message>
        <source>Its fillers: a recipe says how convolutions and dense layers start, and no others.</source>
        <translation>其填充器：配方只规定卷积层和全连接层的初始化。</translation>
    </message>
    <message>
        <source>Its first weights ({kind}) need the size of its input, which is not known.</source>
        <translation>其初始权重（{kind}）需要输入大小，而输入大小未知。</translation>
    </message>
    <message>
        <source>Its first weights are uniform around 0, as wide as in the file.</source>
        <translation>其初始权重在 0 附近均匀分布，宽度同文件。</translation>
    </message>
    <message>
        <source>Its first weights have a deviation of {std}, which a recipe cannot hold.</source>
        <translation>其初始权重的标准差为 {std}，配方无法保存。</translation>
    </message>
    <message>
        <source>Its first weights have mean 0 and none is set to 0, other than in the file.</source>
        <translation>与文件不同，其初始权重均值为 0，且没有置零的。</translation>
    </message>
    <message>
        <source>Its first weights or biases are larger than a recipe holds.</source>
        <translation>其初始权重或偏置超出配方的范围。</translation>
    </message>
    <message>
        <source>Its inputs start with deviations {names}; here all with the first.</source>
        <translation>其各输入的初始标准差为 {names}；此处都用第一个。</translation>
    </message>
    <message>
        <source>Its layers.py imports torch, which the window must do without. Only modules.py may.</source>
        <translation>它的 layers.py 导入了 torch，而窗口必须不用 torch。只有 modules.py 可以。</translation>
    </message>
    <message>
        <source>Its means count the zeros of the border, where the file leaves them out.</source>
        <translation>其平均计入边界的零，而文件中不计。</translation>
    </message>
    <message>
        <source>Its rate of {rate}, which no recipe can hold beside the others.</source>
        <translation>其学习率 {rate} 无法与其他学习率一起保存在配方中。</translation>
    </message>
    <message>
        <source>Its scale and power are in no file given: {scale} and 0.75 are assumed.</source>
        <translation>给出的文件中没有其 scale 和 power：假定为 {scale} 和 0.75。</translation>
    </message>
    <message>
        <source>Its tops are other names of what it reads.</source>
        <translation>其 top 是所读内容的别名。</translation>
    </message>
    <message>
        <source>Its weight filler {kind}: it starts from weights that suit ReLUs (kaiming).</source>
        <translation>其权重填充器 {kind}：以适合 ReLU 的权重 (kaiming) 初始化。</translation>
    </message>
    <message>
        <source>Its windows are blocks of maps side by side in the file; here they overlap.</source>
        <translation>文件中其窗口是并列的特征图块；此处相互重叠。</translation>
    </message>
    <message>
        <source>Keep the rate</source>
        <translation>保持学习率不变</translation>
    </message>
    <message>
        <source>Known (paper, section 5): {epochs} passes over 1.2 million pictures took five to six days on two GTX 580, which is {slow} to {fast} images/s. The prediction is inside that.</source>
        <translation>已知（论文第 5 节）：在两块 GTX 580 上遍历 120 万张图片 {epochs} 次用时五到六天，即每秒 {slow} 至 {fast} 张图片。预测在此范围内。</translation>
    </message>
    <message>
        <source>Known (paper, section 5): {epochs} passes over 1.2 million pictures took five to six days on two GTX 580, which is {slow} to {fast} images/s. The prediction is {low} to {high} less than that.</source>
        <translation>已知（论文第 5 节）：在两块 GTX 580 上遍历 120 万张图片 {epochs} 次用时五到六天，即每秒 {slow} 至 {fast} 张图片。预测比它少 {low} 至 {high}。</translation>
    </message>
    <message>
        <source>Known (paper, section 5): {epochs} passes over 1.2 million pictures took five to six days on two GTX 580, which is {slow} to {fast} images/s. The prediction is {low} to {high} more than that.</source>
        <translation>已知（论文第 5 节）：在两块 GTX 580 上遍历 120 万张图片 {epochs} 次用时五到六天，即每秒 {slow} 至 {fast} 张图片。预测比它多 {low} 至 {high}。</translation>
    </message>
    <message>
        <source>Leave the late drops out</source>
        <translation>去掉过晚的下降</translation>
    </message>
    <message>
        <source>Left out, because the class scores do not depend on it in evaluation mode: {names} ({count} parameters).</source>
        <translation>已略去，因评估模式下类别得分与之无关：{names}（{count} 个参数）。</translation>
    </message>
    <message>
        <source>Left out, being of no class: 1 picture directly in {path}.</source>
        <translation>已略去不属于任何类别的图片：{path} 下直接有 1 张。</translation>
    </message>
    <message>
        <source>Left out, being of no class: {count} pictures directly in {path}.</source>
        <translation>已略去不属于任何类别的图片：{path} 下直接有 {count} 张。</translation>
    </message>
    <message>
        <source>Let all layers learn</source>
        <translation>让所有层学习</translation>
    </message>
    <message>
        <source>Line {line}: a colon or a brace must follow {name}, not {text}.</source>
        <translation>第 {line} 行：{name} 之后须为冒号或花括号，而不是 {text}。</translation>
    </message>
    <message>
        <source>Line {line}: a value must follow {name}, not {text}.</source>
        <translation>第 {line} 行：{name} 之后须为值，而不是 {text}。</translation>
    </message>
    <message>
        <source>Line {line}: the brace that opens here is never closed.</source>
        <translation>第 {line} 行：此处的左花括号没有闭合。</translation>
    </message>
    <message>
        <source>Line {line}: the name of a field must stand where {text} is.</source>
        <translation>第 {line} 行：{text} 处应为字段名。</translation>
    </message>
    <message>
        <source>Line {line}: this is the format of 2013, layers { layer { … } }. Caffe&apos;s upgrade_net_proto_text turns it into the present one.</source>
        <translation>第 {line} 行：这是 2013 年的格式 layers { layer { … } }。Caffe 的 upgrade_net_proto_text 可将其转为现在的格式。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be a finite number.</source>
        <translation>第 {line} 行：{name} 须为有限数。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be a text or a word.</source>
        <translation>第 {line} 行：{name} 须为文本或单词。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be a text.</source>
        <translation>第 {line} 行：{name} 须为文本。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be a whole number.</source>
        <translation>第 {line} 行：{name} 须为整数。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be followed by braces.</source>
        <translation>第 {line} 行：{name} 之后须有花括号。</translation>
    </message>
    <message>
        <source>Line {line}: {name} must be true or false.</source>
        <translation>第 {line} 行：{name} 须为 true 或 false。</translation>
    </message>
    <message>
        <source>Look at it in Edit &gt; Plugins, or with: alexstudio plugins.</source>
        <translation>请在“编辑 &gt; 插件”中查看，或运行：alexstudio plugins。</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s datasheet; the part that kernels reach is estimated</source>
        <translation>NVIDIA 的规格表；内核能达到的比例为估计</translation>
    </message>
    <message>
        <source>It goes on with {pieces}: the numbers will not be the same to the last bit.</source>
        <translation>继续训练时有所不同（{pieces}）：数值不会逐位相同。</translation>
    </message>
    <message>
        <source>1 picture cannot be read: {pieces}.</source>
        <translation>有 1 张图片无法读取：{pieces}。</translation>
    </message>
    <message>
        <source>1 picture cannot be read: {pieces}. {rest}</source>
        <translation>有 1 张图片无法读取：{pieces}。{rest}</translation>
    </message>
    <message>
        <source>A bend lies on a wire into {name} that is not there.</source>
        <translation>有拐点位于通向不存在的 {name} 的连线上。</translation>
    </message>
    <message>
        <source>A file of this form ({title}) must be called {called}, not {name}.</source>
        <translation>此格式（{title}）的文件名须为 {called}，不能是 {name}。</translation>
    </message>
    <message>
        <source>A model file must be called {called}, not {name}.</source>
        <translation>模型文件名须为 {called}，不能是 {name}。</translation>
    </message>
    <message>
        <source>A step was predicted to need {needed}, and there are {there}; a part of them is in use already.</source>
        <translation>预计每步需要 {needed}，现有 {there}；其中一部分已被占用。</translation>
    </message>
    <message>
        <source>An ONNX file holds {limit} bytes at most.</source>
        <translation>ONNX 文件最大 {limit} 字节。</translation>
    </message>
    <message>
        <source>Generated pictures of 8 shapes in 4 colours: {train} to train on, {validation} to validate.</source>
        <translation>生成的图片（8 种形状、4 种颜色）：训练 {train} 张，验证 {validation} 张。</translation>
    </message>
    <message>
        <source>Its filters see channels drawn at random in the file; here all of their group.</source>
        <translation>文件中其滤波器看到随机抽取的通道；此处看到整组。</translation>
    </message>
    <message>
        <source>Line {line} holds half of a surrogate pair, which is no character.</source>
        <translation>第 {line} 行含半个代理对，不是字符。</translation>
    </message>
    <message>
        <source>Line {line}: a list goes on with , or ], not {text}.</source>
        <translation>第 {line} 行：列表之后应为 , 或 ]，而不是 {text}。</translation>
    </message>
    <message>
        <source>Line {line}: a number has {count} digits.</source>
        <translation>第 {line} 行：有一个 {count} 位的数。</translation>
    </message>
    <message>
        <source>Line {line}: an option has the form name=value.</source>
        <translation>第 {line} 行：选项的形式为 name=value。</translation>
    </message>
    <message>
        <source>Line {line}: an option must stand below a [section].</source>
        <translation>第 {line} 行：选项须在 [section] 之下。</translation>
    </message>
    <message>
        <source>Line {line}: braces are nested deeper than {limit}.</source>
        <translation>第 {line} 行：花括号嵌套超过 {limit} 层。</translation>
    </message>
    <message>
        <source>Line {line}: the character {text} cannot stand here.</source>
        <translation>第 {line} 行：此处不能有字符 {text}。</translation>
    </message>
    <message>
        <source>Line {line}: the name in brackets is not closed.</source>
        <translation>第 {line} 行：方括号中的名称没有闭合。</translation>
    </message>
    <message>
        <source>Line {line}: the text that begins here is not closed on its line.</source>
        <translation>第 {line} 行：此处开始的文本没有在本行闭合。</translation>
    </message>
    <message>
        <source>Line {line}: the value has more than {limit} characters.</source>
        <translation>第 {line} 行：值超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>Line {line}: there are more than {limit} fields, too many to read.</source>
        <translation>第 {line} 行：字段超过 {limit} 个，无法读取。</translation>
    </message>
    <message>
        <source>Line {line}: there are more than {limit} options.</source>
        <translation>第 {line} 行：选项超过 {limit} 个。</translation>
    </message>
    <message>
        <source>Line {line}: there are more than {limit} sections.</source>
        <translation>第 {line} 行：节数超过 {limit}。</translation>
    </message>
    <message>
        <source>Line {line}: {text} is not a number.</source>
        <translation>第 {line} 行：{text} 不是数。</translation>
    </message>
    <message>
        <source>MASTER_ADDR must name the machine of the first process. torchrun sets it.</source>
        <translation>MASTER_ADDR 须为第一个进程所在的机器。torchrun 会设置它。</translation>
    </message>
    <message>
        <source>Nearest to the preset {preset} ({title}), but {pieces}.</source>
        <translation>最接近预设网络 {preset}（{title}），但：{pieces}。</translation>
    </message>
    <message>
        <source>No assignment to {number} devices was found that fits: the fullest would need {needed} MiB of {size} MiB. Choose a larger card, more devices or a smaller batch.</source>
        <translation>未找到放得下的 {number} 设备分配方案：占用最多的需要 {needed} MiB，共有 {size} MiB。请选择更大的显卡、更多设备或更小的批。</translation>
    </message>
    <message>
        <source>No data is chosen; give a folder of pictures or builtin:shapes.</source>
        <translation>未选择数据；请给出图片文件夹或 builtin:shapes。</translation>
    </message>
    <message>
        <source>No layer before {layer} can be shared by two towers.</source>
        <translation>{layer} 之前没有可由双塔分担的层。</translation>
    </message>
    <message>
        <source>No layer on {device} has a twin on {other}: there are no towers.</source>
        <translation>{device} 上没有层在 {other} 上有对应层：没有双塔。</translation>
    </message>
    <message>
        <source>No more can be kept: {error}.</source>
        <translation>无法再保存更多：{error}。</translation>
    </message>
    <message>
        <source>No parameter file was given: rate, momentum and decay are this program&apos;s own.</source>
        <translation>未给出参数文件：学习率、动量和衰减用本程序的默认值。</translation>
    </message>
    <message>
        <source>No plugin is enabled, because {path} cannot be read: {problem}</source>
        <translation>未启用任何插件，因为无法读取 {path}：{problem}</translation>
    </message>
    <message>
        <source>No prediction yet: {problem}</source>
        <translation>尚无法预测：{problem}</translation>
    </message>
    <message>
        <source>No prediction: no layer is on a GPU. Put some on gpu0.</source>
        <translation>无法预测：没有层在 GPU 上。请把一些层放到 gpu0。</translation>
    </message>
    <message>
        <source>No solver was given: rate, momentum, decay and length are this program&apos;s own.</source>
        <translation>未给出求解器：学习率、动量、衰减和时长用本程序的默认值。</translation>
    </message>
    <message>
        <source>None of its weights fits a layer of the network: no shapes are equal.</source>
        <translation>其中没有权重适合网络的层：没有相同的形状。</translation>
    </message>
    <message>
        <source>Not compared with two towers: {error}</source>
        <translation>未与双塔对比：{error}</translation>
    </message>
    <message>
        <source>Not dense numbers, so left out: {names}.</source>
        <translation>不是稠密数值，因此略去：{names}。</translation>
    </message>
    <message>
        <source>Not from the file of weights, because it has none of this name and shape: {names}.</source>
        <translation>未取自权重文件，因其中没有相同名称和形状的权重：{names}。</translation>
    </message>
    <message>
        <source>Not in the file, so they start as the recipe says: {names}.</source>
        <translation>文件中没有，因此按配方初始化：{names}。</translation>
    </message>
    <message>
        <source>Not opened elsewhere: it needs the plugin of {names}.</source>
        <translation>未在别处打开：它需要 {names} 的插件。</translation>
    </message>
    <message>
        <source>Not opened in another process to compare: {why}.</source>
        <translation>未在其他进程中打开对比：{why}。</translation>
    </message>
    <message>
        <source>Not opened to compare: onnxruntime is not installed. Install it: pip install &apos;alexstudio[onnx]&apos;.</source>
        <translation>未打开对比：没有安装 onnxruntime。安装：pip install &apos;alexstudio[onnx]&apos;。</translation>
    </message>
    <message>
        <source>ONNX cannot say this network ({error}).</source>
        <translation>ONNX 无法表达此网络（{error}）。</translation>
    </message>
    <message>
        <source>ONNX files need {names}, which is not installed. Install it: pip install &apos;alexstudio[onnx]&apos;.</source>
        <translation>ONNX 文件需要 {names}，但未安装。安装：pip install &apos;alexstudio[onnx]&apos;。</translation>
    </message>
    <message>
        <source>Of the {number} things the network returns, the first is the class scores.</source>
        <translation>网络返回 {number} 项，第一项为类别得分。</translation>
    </message>
    <message>
        <source>Of what the network returns, {name} is taken for the class scores.</source>
        <translation>网络返回的内容中，取 {name} 为类别得分。</translation>
    </message>
    <message>
        <source>Of {number} outputs, the first is the class scores.</source>
        <translation>{number} 个输出中，第一个为类别得分。</translation>
    </message>
    <message>
        <source>Of {size} processes, {names} did not come to {place} within {seconds} seconds. Start all of them, on every machine.</source>
        <translation>{size} 个进程中，{names} 未在 {seconds} 秒内到达 {place}。请在每台机器上启动所有进程。</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>单列</translation>
    </message>
    <message>
        <source>One column that normalises inside the towers</source>
        <translation>在塔内归一化的单列</translation>
    </message>
    <message>
        <source>One device</source>
        <translation>单设备</translation>
    </message>
    <message>
        <source>One of its rules took too long, so its layers cannot be worked out.</source>
        <translation>它的某条规则耗时过长，因此无法推算其各层。</translation>
    </message>
    <message>
        <source>Only in the way back are sums taken in another order.</source>
        <translation>只有反向时求和顺序不同。</translation>
    </message>
    <message>
        <source>Only the first {count} of {whole} pictures were checked; a broken one stops the run when met.</source>
        <translation>{whole} 张图片中只检查了前 {count} 张；遇到损坏的图片时训练会停止。</translation>
    </message>
    <message>
        <source>Only the first {count} of {whole} pictures were checked; the next one of its class stands in for a broken one when met.</source>
        <translation>{whole} 张图片中只检查了前 {count} 张；遇到损坏的图片时由同类的下一张代替。</translation>
    </message>
    <message>
        <source>Only the pictures of a folder are kept decoded; this data is quick to read as it is.</source>
        <translation>只有文件夹中的图片才保存解码结果；此数据本来就读得快。</translation>
    </message>
    <message>
        <source>Opened in a fresh process without alexstudio: its scores are equal to the bit.</source>
        <translation>已在没有 alexstudio 的新进程中打开：得分逐位相等。</translation>
    </message>
    <message>
        <source>Opened in a fresh process without alexstudio: its scores differ by {part} of the largest at most.</source>
        <translation>已在没有 alexstudio 的新进程中打开：得分至多相差最大值的 {part}。</translation>
    </message>
    <message>
        <source>Other users may write to {path}, so no plugin is enabled. Look at what it says, and take that right away.</source>
        <translation>其他用户可写入 {path}，因此未启用任何插件。请查看其内容，并取消该权限。</translation>
    </message>
    <message>
        <source>Other users may write to {path}. Take that right away: {command}.</source>
        <translation>其他用户可写入 {path}。请取消该权限：{command}。</translation>
    </message>
    <message>
        <source>Output {number} of {layer} is never read: it is worked out and thrown away.</source>
        <translation>{layer} 的输出 {number} 从未被读取：算出后即丢弃。</translation>
    </message>
    <message>
        <source>Pad to {size} before {layer}</source>
        <translation>在 {layer} 前填充到 {size}</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters for what is no layer: {names}.</source>
        <translation>不属于任何层的参数：{names}。</translation>
    </message>
    <message>
        <source>Picture {number} of the {name} data has the label {label}, but there are {classes} classes, 0 to {last}. Put the labels right, or add what is missing.</source>
        <translation>{name} 数据的第 {number} 张图片标签为 {label}，但只有 {classes} 个类别，0 至 {last}。请改正标签，或补上缺少的类别。</translation>
    </message>
    <message>
        <source>Pictures are kept decoded on the disk as they come, and read from there from then on.</source>
        <translation>图片解码后存于磁盘，此后从那里读取。</translation>
    </message>
    <message>
        <source>Pictures are multiplied by {scale} in Caffe; here each colour gets mean 0, spread 1.</source>
        <translation>Caffe 中图片乘以 {scale}；此处各颜色归一化为均值 0、标准差 1。</translation>
    </message>
    <message>
        <source>Pictures need at least one pixel a side, not {size}.</source>
        <translation>图片每边至少一个像素，不能是 {size}。</translation>
    </message>
    <message>
        <source>Pictures of {size} are assumed, as its data is called after {name}.</source>
        <translation>假定图片为 {size}，因其数据以 {name} 命名。</translation>
    </message>
    <message>
        <source>Placement must not change a bit on the CPU: this is a fault of the program, or of a plugin.</source>
        <translation>在 CPU 上放置不得改变任何一位：这是本程序或插件的错误。</translation>
    </message>
    <message>
        <source>Pool to {size} before {layer}</source>
        <translation>在 {layer} 前池化到 {size}</translation>
    </message>
    <message>
        <source>Pool {number} inputs of {layer} to {size}</source>
        <translation>将 {layer} 的 {number} 个输入池化到 {size}</translation>
    </message>
    <message>
        <source>Presets that have it</source>
        <translation>含有它的预设网络</translation>
    </message>
    <message>
        <source>Process {number} cannot meet the others at {place}. Check the address, and that no firewall or other program has the port.</source>
        <translation>进程 {number} 无法在 {place} 与其他进程会合。请检查地址，并确认防火墙或其他程序未占用端口。</translation>
    </message>
    <message>
        <source>Put {layer} before {join} in each tower</source>
        <translation>在各塔中将 {layer} 放到 {join} 之前</translation>
    </message>
    <message>
        <source>Random crops move by {margin} pixels; the size of the stored pictures is elsewhere.</source>
        <translation>随机裁剪移动 {margin} 像素；存储图片的大小另有说明。</translation>
    </message>
    <message>
        <source>Read as nothing of its own.</source>
        <translation>不单独成层。</translation>
    </message>
    <message>
        <source>Read as this program wrote it ({name}).</source>
        <translation>按本程序所写的内容读取（{name}）。</translation>
    </message>
    <message>
        <source>Read as {names}.</source>
        <translation>读取为 {names}。</translation>
    </message>
    <message>
        <source>Read back: every byte is as it was made.</source>
        <translation>已回读：每个字节都与生成时相同。</translation>
    </message>
    <message>
        <source>Read back: {params} parameters and {adds} multiply-adds, as in the document.</source>
        <translation>已回读：参数量 {params}，乘加次数 {adds}，与文档相同。</translation>
    </message>
    <message>
        <source>Read {number} layers from {name}.</source>
        <translation>从 {name} 读取了 {number} 层。</translation>
    </message>
    <message>
        <source>Read {number} layers of {kinds} kinds from {name}.</source>
        <translation>从 {name} 读取了 {number} 层，共 {kinds} 种。</translation>
    </message>
    <message>
        <source>Reading ONNX files needs onnx, which is not installed. Install it: pip install &apos;alexstudio[onnx]&apos;.</source>
        <translation>读取 ONNX 文件需要 onnx，但未安装。安装：pip install &apos;alexstudio[onnx]&apos;。</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>Remove all {number} layers that do not lead to the class scores</source>
        <translation>移除所有不通向类别得分的 {number} 层</translation>
    </message>
    <message>
        <source>Remove or replace it, or let the Data page leave broken pictures out.</source>
        <translation>请移除或替换它，或在“数据”页略去损坏的图片。</translation>
    </message>
    <message>
        <source>Remove or replace them, or let the Data page leave broken pictures out.</source>
        <translation>请移除或替换它们，或在“数据”页略去损坏的图片。</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>移除该规则</translation>
    </message>
    <message>
        <source>Remove {layer}</source>
        <translation>移除 {layer}</translation>
    </message>
    <message>
        <source>Remove {layer} and let {other} feed what it fed</source>
        <translation>移除 {layer}，改由 {other} 提供输入</translation>
    </message>
    <message>
        <source>Remove {layer} and the layer that only it needs</source>
        <translation>移除 {layer} 及仅供它使用的层</translation>
    </message>
    <message>
        <source>Remove {layer} and the {number} layers that only it needs</source>
        <translation>移除 {layer} 及仅供它使用的 {number} 层</translation>
    </message>
    <message>
        <source>Scale became the learned scale and shift of the BatchNorm2d before it.</source>
        <translation>Scale 成为其前 BatchNorm2d 可学习的缩放与偏移。</translation>
    </message>
    <message>
        <source>Select the layers that shall form a block.</source>
        <translation>请选择要组成块的层。</translation>
    </message>
    <message>
        <source>Set the learning rate to 0.001</source>
        <translation>将学习率设为 0.001</translation>
    </message>
    <message>
        <source>Set the warm-up to {short} epochs</source>
        <translation>将预热设为 {short} 轮</translation>
    </message>
    <message>
        <source>Set {param} of {layer} to {value}</source>
        <translation>将 {layer} 的{param}设为 {value}</translation>
    </message>
    <message>
        <source>Some of their values are not finite: {names}.</source>
        <translation>其中有些值不是有限数：{names}。</translation>
    </message>
    <message>
        <source>Start as in the quick recipe</source>
        <translation>按快速配方初始化</translation>
    </message>
    <message>
        <source>Stochastic pooling is read as the mean, which it is on average.</source>
        <translation>随机池化按平均池化读取，二者平均相同。</translation>
    </message>
    <message>
        <source>Stricter than torch</source>
        <translation>比 torch 更严格之处</translation>
    </message>
    <message>
        <source>That layers lie on {devices}, Caffe cannot say; its layers are on one device.</source>
        <translation>Caffe 无法表达各层位于 {devices}；其各层在同一设备上。</translation>
    </message>
    <message>
        <source>The BatchNorm2d that it became a part of learns a shift as well.</source>
        <translation>它所并入的 BatchNorm2d 还学习偏移。</translation>
    </message>
    <message>
        <source>The GPU has too little memory for batches of {batch}.</source>
        <translation>GPU 显存不足以处理大小为 {batch} 的批。</translation>
    </message>
    <message>
        <source>The GPU has too little memory for that. Use a smaller batch, or move layers to another device.</source>
        <translation>GPU 显存不足。请减小批大小，或将一些层移到其他设备。</translation>
    </message>
    <message>
        <source>The GPU {device} has too little memory for batches of {batch}.</source>
        <translation>GPU {device} 的显存不足以处理大小为 {batch} 的批。</translation>
    </message>
    <message>
        <source>The block {name} lies in itself, or more than {limit} blocks deep.</source>
        <translation>块 {name} 位于自身之内，或嵌套超过 {limit} 层。</translation>
    </message>
    <message>
        <source>The block {name} needs a name with letters or digits before it can be a template.</source>
        <translation>块 {name} 的名称需含字母或数字，才能作为模板。</translation>
    </message>
    <message>
        <source>The built-in pictures are drawn with {low} to {high} pixels a side, not {size}; change the size of the input or the crop margin, or use your own pictures.</source>
        <translation>内置图片每边 {low} 至 {high} 像素，不能是 {size}；请更改输入大小或裁剪余量，或使用您自己的图片。</translation>
    </message>
    <message>
        <source>The checkpoint holds the state of another optimizer.</source>
        <translation>检查点含有其他优化器的状态。</translation>
    </message>
    <message>
        <source>The checkpoint holds the weights of another network.</source>
        <translation>检查点含有其他网络的权重。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is kept.</source>
        <translation>第 {step} 步的检查点已保留。</translation>
    </message>
    <message>
        <source>The class scores do not depend on it, and a document has one end.</source>
        <translation>类别得分与它无关，而文档只有一个末端。</translation>
    </message>
    <message>
        <source>The copied layers cannot be read: something is wrong at {name}.</source>
        <translation>无法读取所复制的层：{name} 处有误。</translation>
    </message>
    <message>
        <source>The copied text has a wire to a layer that is not in it.</source>
        <translation>复制的文本中有连线通向其中没有的层。</translation>
    </message>
    <message>
        <source>The data has other classes than when this training began: their order is another. Put them back to go on, or train anew.</source>
        <translation>数据的类别与训练开始时不同：顺序变了。请恢复后继续，或重新训练。</translation>
    </message>
    <message>
        <source>The data has other classes than when this training began: {names}. Put them back to go on, or train anew.</source>
        <translation>数据的类别与训练开始时不同：{names}。请恢复后继续，或重新训练。</translation>
    </message>
    <message>
        <source>The data has {there} classes, not the {classes} that the network learned. Choose the data that it was trained with.</source>
        <translation>数据有 {there} 个类别，而网络学习的是 {classes} 个。请选择训练时所用的数据。</translation>
    </message>
    <message>
        <source>The data here, {told}, are not those of the first process. Give all the same data.</source>
        <translation>此处的数据（{told}）与第一个进程的不同。请给所有进程相同的数据。</translation>
    </message>
    <message>
        <source>The data is no longer there: {folder} is gone.</source>
        <translation>数据已不在：{folder} 消失了。</translation>
    </message>
    <message>
        <source>The decoded pictures are not kept: another training is filling the kept pictures.</source>
        <translation>解码后的图片未保存：另一次训练正在写入。</translation>
    </message>
    <message>
        <source>The decoded pictures are not kept: they take {size}, more than half of the {free} that are free in {path}.</source>
        <translation>解码后的图片未保存：需要 {size}，超过 {path} 剩余 {free} 的一半。</translation>
    </message>
    <message>
        <source>The decoded pictures are not kept: with them {size} would be kept, more than the {limit} meant for it. alexstudio cache lists and removes what is kept.</source>
        <translation>解码后的图片未保存：加上它们共 {size}，超过上限 {limit}。可用 alexstudio cache 列出并移除已保存的内容。</translation>
    </message>
    <message>
        <source>The decoded pictures are not kept: {error}.</source>
        <translation>解码后的图片未保存：{error}。</translation>
    </message>
    <message>
        <source>The decoded pictures are not kept: {path} cannot be used, {error}.</source>
        <translation>解码后的图片未保存：无法使用 {path}，{error}。</translation>
    </message>
    <message>
        <source>The disk is full ({path}). Make room, and try again.</source>
        <translation>磁盘已满（{path}）。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The disk is full. Make room, and try again.</source>
        <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The disk is full: {path} needs {size}, and {free} are free.</source>
        <translation>磁盘已满：{path} 需要 {size}，剩余 {free}。</translation>
    </message>
    <message>
        <source>The disk is full: {path} needs {size}.</source>
        <translation>磁盘已满：{path} 需要 {size}。</translation>
    </message>
    <message>
        <source>The document is empty. Open a preset, or add an Input layer.</source>
        <translation>文档是空的。请打开预设网络，或添加 Input 层。</translation>
    </message>
    <message>
        <source>The engine closed its output and hung; it was ended.</source>
        <translation>引擎关闭了输出并停止响应；已将其终止。</translation>
    </message>
    <message>
        <source>The engine could not be started with {path}: {error}.</source>
        <translation>无法用 {path} 启动引擎：{error}。</translation>
    </message>
    <message>
        <source>The engine got a line that is no command.</source>
        <translation>引擎收到一行不是命令的内容。</translation>
    </message>
    <message>
        <source>The engine met an error it does not know: {error}</source>
        <translation>引擎遇到未知错误：{error}</translation>
    </message>
    <message>
        <source>The evaluation was stopped.</source>
        <translation>评估已停止。</translation>
    </message>
    <message>
        <source>The event file for TensorBoard in {path} cannot be written ({error}); the training goes on without it.</source>
        <translation>无法写入 {path} 中的 TensorBoard 事件文件（{error}）；训练继续，不再写入。</translation>
    </message>
    <message>
        <source>The exported file does not open in a fresh process, so it was not written ({why}).</source>
        <translation>导出的文件无法在新进程中打开，因此未写入（{why}）。</translation>
    </message>
    <message>
        <source>The exported model does not compute what the network computes, so it was not written.</source>
        <translation>导出的模型与网络的计算不一致，因此未写入。</translation>
    </message>
    <message>
        <source>The file has a copy of it on each of several GPUs; here there is one.</source>
        <translation>文件在多个 GPU 上各有一份；此处只有一份。</translation>
    </message>
    <message>
        <source>The file has functions or sparse weights of its own, which cannot be read.</source>
        <translation>文件含有自定义函数或稀疏权重，无法读取。</translation>
    </message>
    <message>
        <source>The file has no size of the pictures: {size} in colour is assumed.</source>
        <translation>文件未给出图片大小：假定为彩色 {size}。</translation>
    </message>
    <message>
        <source>The file has no size of the pictures: {size} is assumed.</source>
        <translation>文件未给出图片大小：假定为 {size}。</translation>
    </message>
    <message>
        <source>The file is damaged, or an ONNX model without layers.</source>
        <translation>文件已损坏，或是没有层的 ONNX 模型。</translation>
    </message>
    <message>
        <source>The file is damaged, or no ONNX model.</source>
        <translation>文件已损坏，或不是 ONNX 模型。</translation>
    </message>
    <message>
        <source>The file leaves the size of the pictures open. Say it: --size PIXELS.</source>
        <translation>文件未确定图片大小。请指定：--size PIXELS。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read: {error}.</source>
        <translation>无法读取文件夹 {path}：{error}。</translation>
    </message>
    <message>
        <source>The host is always the cpu; it cannot be {device}.</source>
        <translation>主机总是 cpu；不能是 {device}。</translation>
    </message>
    <message>
        <source>The input has one channel: colours are turned to grey.</source>
        <translation>输入为单通道：彩色转为灰度。</translation>
    </message>
    <message>
        <source>The input has {channels} channels, but pictures have 3 (RGB) or 1 (grey). Set channels = 3.</source>
        <translation>输入有 {channels} 个通道，而图片有 3 个 (RGB) 或 1 个（灰度）。请将通道数设为 3。</translation>
    </message>
    <message>
        <source>The input is {height}×{width}, but pictures are cut square. Set size = {best}.</source>
        <translation>输入为 {height}×{width}，但图片裁成方形。请将大小设为 {best}。</translation>
    </message>
    <message>
        <source>The layer type {type} is not known here. Enable its plugin, or remove the layer.</source>
        <translation>此处不认识层类型 {type}。请启用其插件，或移除该层。</translation>
    </message>
    <message>
        <source>The layer type {type} is not known here: a placeholder keeps its name and parameters.</source>
        <translation>此处不认识层类型 {type}：以占位层保留其名称和参数。</translation>
    </message>
    <message>
        <source>The layers lie on {devices} in the document. The file opens on the CPU, on any machine; which layer was where, it says under &quot;devices&quot;.</source>
        <translation>在文档中各层位于 {devices}。文件可在任何机器上以 CPU 打开；各层原先的位置记在“devices”下。</translation>
    </message>
    <message>
        <source>The length of {steps} steps of {batch}: the number of pictures is elsewhere.</source>
        <translation>时长 {steps} 步，批大小 {batch}：图片总数另有说明。</translation>
    </message>
    <message>
        <source>The length of {steps} steps: without a batch size it is no number of epochs.</source>
        <translation>时长 {steps} 步：没有批大小，无法换算成轮数。</translation>
    </message>
    <message>
        <source>The loss {name}: training here has cross-entropy instead.</source>
        <translation>损失 {name}：此处训练改用交叉熵。</translation>
    </message>
    <message>
        <source>The mean of the pictures is taken off; it is worked out from the training pictures.</source>
        <translation>减去图片均值；均值由训练图片算出。</translation>
    </message>
    <message>
        <source>The name of a {what} must have at most {limit} printable characters.</source>
        <translation>名称最多 {limit} 个可打印字符（{what}）。</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The network has a {name} with a graph inside, so it decides while it runs.</source>
        <translation>网络含有内带子图的 {name}，因此在运行时才决定走向。</translation>
    </message>
    <message>
        <source>The network has no Input layer: add one. It is where the pictures come in.</source>
        <translation>网络没有 Input 层：请添加一个。它是图片的入口。</translation>
    </message>
    <message>
        <source>The network has no class scores: {layer} is auxiliary. Connect the layers that lead to them.</source>
        <translation>网络没有类别得分：{layer} 是辅助的。请连接通向得分的层。</translation>
    </message>
    <message>
        <source>The network has no layers between pictures and class scores.</source>
        <translation>网络的图片与类别得分之间没有层。</translation>
    </message>
    <message>
        <source>The network has {number} Input layers: keep one. It is where the pictures come in.</source>
        <translation>网络有 {number} 个 Input 层：请只保留一个。它是图片的入口。</translation>
    </message>
    <message>
        <source>The network has {number} ends ({names}). Connect or remove all but the class scores.</source>
        <translation>网络有 {number} 个末端（{names}）。除类别得分外，请连接或移除其余末端。</translation>
    </message>
    <message>
        <source>The network is too large: a document holds {nodes} layers and {edges} wires at most.</source>
        <translation>网络过大：文档最多 {nodes} 层、{edges} 条连线。</translation>
    </message>
    <message>
        <source>The network is too large: {number} operations are read at most.</source>
        <translation>网络过大：最多读取 {number} 个运算。</translation>
    </message>
    <message>
        <source>The network is two towers already. Merge them first.</source>
        <translation>网络已是双塔。请先合并。</translation>
    </message>
    <message>
        <source>The network must end in one Linear layer (a Softmax may follow): its outputs are the classes.</source>
        <translation>网络必须以一个 Linear 层结尾（其后可有 Softmax）：它的输出即各类别。</translation>
    </message>
    <message>
        <source>The network must end in one Linear layer, the class scores, which stays whole.</source>
        <translation>网络必须以一个 Linear 层（类别得分）结尾，它保持完整。</translation>
    </message>
    <message>
        <source>The network must have one end, the class scores; it has {number}.</source>
        <translation>网络必须只有一个末端，即类别得分；现在有 {number} 个。</translation>
    </message>
    <message>
        <source>The network returns its weights or constants instead of class scores.</source>
        <translation>网络返回其权重或常量，而不是类别得分。</translation>
    </message>
    <message>
        <source>The network returns {name} instead of class scores.</source>
        <translation>网络返回 {name}，而不是类别得分。</translation>
    </message>
    <message>
        <source>The network takes its batch apart picture by picture, which a document cannot say.</source>
        <translation>网络将批逐张拆开，文档无法表达。</translation>
    </message>
    <message>
        <source>The network takes {number} batches of pictures; a document has one.</source>
        <translation>网络接受 {number} 批图片；文档只有一批。</translation>
    </message>
    <message>
        <source>The network {error}; it must take one batch of pictures. Wrap it in a module that does.</source>
        <translation>网络 {error}；它必须接受一批图片。请用符合要求的模块包装它。</translation>
    </message>
    <message>
        <source>The number of {what} must be 1 to {limit}, not {number}.</source>
        <translation>数量须为 1 至 {limit}，不能是 {number}（{what}）。</translation>
    </message>
    <message>
        <source>The operating system refused it ({path}): {error}.</source>
        <translation>操作系统拒绝了（{path}）：{error}。</translation>
    </message>
    <message>
        <source>The operating system refused it: {error}.</source>
        <translation>操作系统拒绝了：{error}。</translation>
    </message>
    <message>
        <source>The other processes do not answer: {error}</source>
        <translation>其他进程没有响应：{error}</translation>
    </message>
    <message>
        <source>The parameter file gives it {what}.</source>
        <translation>参数文件给了它 {what}。</translation>
    </message>
    <message>
        <source>The parameter file has no section for it; it learns as the others do.</source>
        <translation>参数文件中没有它的部分；它与其他层一样学习。</translation>
    </message>
    <message>
        <source>The picture {path} cannot be read: {why}. Remove or replace it, then start again.</source>
        <translation>无法读取图片 {path}：{why}。请移除或替换它，然后重新开始。</translation>
    </message>
    <message>
        <source>The pictures of this step hold values that are no numbers.</source>
        <translation>这一步的图片含有不是数的值。</translation>
    </message>
    <message>
        <source>The pictures of {path} lie in no class folders, and {file}, which tells their classes, is not there. Put that file into {other}, or sort the pictures into folders such as val/n01440764.</source>
        <translation>{path} 的图片不在类别文件夹中，且缺少说明其类别的 {file}。请将该文件放入 {other}，或将图片分到 val/n01440764 这样的文件夹。</translation>
    </message>
    <message>
        <source>The plugin {name} changed since you enabled it, so it is off. {rest}</source>
        <translation>插件 {name} 在启用后发生了变化，因此已停用。{rest}</translation>
    </message>
    <message>
        <source>The plugin {name} is enabled, but cannot be loaded. {problem}</source>
        <translation>插件 {name} 已启用，但无法加载。{problem}</translation>
    </message>
    <message>
        <source>The plugin {name} was disabled. {rest}</source>
        <translation>插件 {name} 已停用。{rest}</translation>
    </message>
    <message>
        <source>The plugin {name} was not enabled. {problem}</source>
        <translation>插件 {name} 未启用。{problem}</translation>
    </message>
    <message>
        <source>The plugin {plugin} failed ({error}). Take its layers out, or tell its author.</source>
        <translation>插件 {plugin} 出错（{error}）。请取出它的层，或告知其作者。</translation>
    </message>
    <message>
        <source>The preset {name} cannot be read: {problem}</source>
        <translation>无法读取预设网络 {name}：{problem}</translation>
    </message>
    <message>
        <source>The preset {name} is not a document.</source>
        <translation>预设网络 {name} 不是文档。</translation>
    </message>
    <message>
        <source>The program ended while it was being loaded.</source>
        <translation>程序在加载它时结束了。</translation>
    </message>
    <message>
        <source>The prototxt does not read back, so it was not written: {problem}</source>
        <translation>prototxt 无法读回，因此未写入：{problem}</translation>
    </message>
    <message>
        <source>The prototxt reads back as another network ({there} parameters instead of {params}), so it was not written.</source>
        <translation>prototxt 读回后是另一个网络（参数量 {there}，而非 {params}），因此未写入。</translation>
    </message>
    <message>
        <source>The rate changes by the schedule {name} in the file; here it falls by 10 whenever the validation error stalls.</source>
        <translation>文件中学习率按计划 {name} 变化；此处在验证误差停滞时除以 10。</translation>
    </message>
    <message>
        <source>The rate falls by the policy {name} in Caffe; here by 10 whenever the validation error stalls.</source>
        <translation>Caffe 中学习率按策略 {name} 下降；此处在验证误差停滞时除以 10。</translation>
    </message>
    <message>
        <source>The rate falls by the policy {name}.</source>
        <translation>学习率按策略 {name} 下降。</translation>
    </message>
    <message>
        <source>The rate would drop after {late} epochs, but the run ends after {epochs}.</source>
        <translation>学习率应在第 {late} 轮后下降，但训练在 {epochs} 轮后结束。</translation>
    </message>
    <message>
        <source>The recipe freezes every layer from the start: nothing would learn. Remove a rule on rates.</source>
        <translation>配方从一开始就冻结了所有层：什么也学不到。请移除一条学习率规则。</translation>
    </message>
    <message>
        <source>The recipe starts with small weights and biases of 1, which the paper did for pictures of 0 to 255; with normalised pictures the biases drown the signal and it does not learn. Use the paper&apos;s input scale.</source>
        <translation>此配方以小权重和值为 1 的偏置开始，论文是对 0 至 255 的图片这样做的；对归一化图片，偏置会淹没信号，无法学习。请用论文的输入尺度。</translation>
    </message>
    <message>
        <source>The same layers compute the same numbers in the same order; a device only says where.</source>
        <translation>相同的层以相同的顺序计算相同的数；设备只决定在何处计算。</translation>
    </message>
    <message>
        <source>The schedule goes in steps, but names no epoch for them: the rate stays. Name epochs.</source>
        <translation>计划为阶梯式，但未指定轮次：学习率不变。请指定轮次。</translation>
    </message>
    <message>
        <source>The schedule {name} is read as {kind}, without its variations.</source>
        <translation>计划 {name} 按 {kind} 读取，不含其变化。</translation>
    </message>
    <message>
        <source>The slope is learned in Caffe; here it stays at {slope}.</source>
        <translation>Caffe 中斜率可学习；此处固定为 {slope}。</translation>
    </message>
    <message>
        <source>The solver {name} is read as SGD with momentum.</source>
        <translation>求解器 {name} 按带动量的 SGD 读取。</translation>
    </message>
    <message>
        <source>The source holds no weights; the form Weights and description does.</source>
        <translation>源代码不含权重；“权重与描述”格式含权重。</translation>
    </message>
    <message>
        <source>The template cannot be written to {path}: {problem}</source>
        <translation>无法将模板写入 {path}：{problem}</translation>
    </message>
    <message>
        <source>The template {name} cannot be read: {problem}</source>
        <translation>无法读取模板 {name}：{problem}</translation>
    </message>
    <message>
        <source>The text has no layers between pictures and class scores.</source>
        <translation>文本中图片与类别得分之间没有层。</translation>
    </message>
    <message>
        <source>The text has {number} characters; at most {limit} are read.</source>
        <translation>文本有 {number} 个字符；最多读取 {limit} 个。</translation>
    </message>
    <message>
        <source>The text has {number} layers; at most {limit} are read.</source>
        <translation>文本有 {number} 层；最多读取 {limit} 层。</translation>
    </message>
    <message>
        <source>The training waits and goes on by itself when there is room; earlier checkpoints are as they were.</source>
        <translation>训练正在等待，有空间后会自动继续；之前的检查点保持原样。</translation>
    </message>
    <message>
        <source>The training was stopped before there was room.</source>
        <translation>还没有空间时训练已停止。</translation>
    </message>
    <message>
        <source>The warm-up of {short} epochs is as long as the run of {epochs} or longer: the learning rate is never reached.</source>
        <translation>预热 {short} 轮不短于训练的 {epochs} 轮：始终达不到设定的学习率。</translation>
    </message>
    <message>
        <source>The weight decay is of the L1 kind in Caffe and of the L2 kind here.</source>
        <translation>Caffe 中权重衰减为 L1，此处为 L2。</translation>
    </message>
    <message>
        <source>The weights of {layers} alone do not fit into {size} MiB, with their gradients and what the optimizer keeps: choose a larger card.</source>
        <translation>仅 {layers} 的权重连同梯度和优化器状态就超过 {size} MiB：请选择更大的显卡。</translation>
    </message>
    <message>
        <source>The weights that the recipe starts from are not there: {problem} Import the weights again, or let the recipe start without.</source>
        <translation>配方的起始权重不在：{problem}请重新导入权重，或让配方不用起始权重。</translation>
    </message>
    <message>
        <source>The weights {name} are damaged.</source>
        <translation>权重 {name} 已损坏。</translation>
    </message>
    <message>
        <source>The weights {name} claim {count} numbers, which the file does not hold.</source>
        <translation>权重 {name} 声称有 {count} 个数，而文件中没有。</translation>
    </message>
    <message>
        <source>The weights {name} have a shape or type that cannot be.</source>
        <translation>权重 {name} 的形状或类型无效。</translation>
    </message>
    <message>
        <source>The weights {name} lie in another file, which is not opened. Save the model as one file, then import it.</source>
        <translation>权重 {name} 在另一个文件中，该文件不会打开。请将模型存为一个文件再导入。</translation>
    </message>
    <message>
        <source>The wires form a cycle: {names}.</source>
        <translation>连线形成了环：{names}。</translation>
    </message>
    <message>
        <source>The {name} has no rate for {precision}; choose {able}.</source>
        <translation>{name} 没有 {precision} 的速率；请选择 {able}。</translation>
    </message>
    <message>
        <source>The {name} {value} is none that a recipe can hold ({error}).</source>
        <translation>{name} {value} 超出配方的范围（{error}）。</translation>
    </message>
    <message>
        <source>There already is a node {name}.</source>
        <translation>已有节点 {name}。</translation>
    </message>
    <message>
        <source>There already is a template {name} in {folder}. Rename the block, or delete that file.</source>
        <translation>{folder} 中已有模板 {name}。请重命名该块，或删除那个文件。</translation>
    </message>
    <message>
        <source>There are no pictures in the folders of {path} ({names} are read).</source>
        <translation>{path} 的文件夹中没有图片（可读取 {names}）。</translation>
    </message>
    <message>
        <source>There are no pictures in {path}.</source>
        <translation>{path} 中没有图片。</translation>
    </message>
    <message>
        <source>There is another {file} in {path}, so the source is in {other}.</source>
        <translation>{path} 中已有另一个 {file}，因此源代码在 {other} 中。</translation>
    </message>
    <message>
        <source>There is no [section] in this text, so it is no layer file of cuda-convnet.</source>
        <translation>文本中没有 [section]，因此不是 cuda-convnet 的层文件。</translation>
    </message>
    <message>
        <source>There is no built-in data set {name}; the one there is is builtin:shapes.</source>
        <translation>没有内置数据集 {name}；现有的是 builtin:shapes。</translation>
    </message>
    <message>
        <source>There is no column “{name}”. Use type, stage, device, params, flops, memory, …</source>
        <translation>没有列“{name}”。可用 type、stage、device、params、flops、memory 等。</translation>
    </message>
    <message>
        <source>There is no device to put layers on; choose at least one.</source>
        <translation>没有可放置层的设备；请至少选择一个。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>There is no folder {path}.</source>
        <translation>没有文件夹 {path}。</translation>
    </message>
    <message>
        <source>There is no folder {path}. Make it first, or choose another.</source>
        <translation>没有文件夹 {path}。请先创建，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is no layer { … } in this text, so it is no Caffe network.</source>
        <translation>文本中没有 layer { … }，因此不是 Caffe 网络。</translation>
    </message>
    <message>
        <source>There is no node {name}.</source>
        <translation>没有节点 {name}。</translation>
    </message>
    <message>
        <source>There is no plugin called {name}. There are: {names}.</source>
        <translation>没有名为 {name} 的插件。现有：{names}。</translation>
    </message>
    <message>
        <source>There is no preset called {name}. There are {names} and others; alexstudio presets lists them.</source>
        <translation>没有名为 {name} 的预设网络。有 {names} 等；可用 alexstudio presets 列出。</translation>
    </message>
    <message>
        <source>There is no such wire.</source>
        <translation>没有这条连线。</translation>
    </message>
    <message>
        <source>There is room on the disk again: {name} is written, and nothing was lost.</source>
        <translation>磁盘又有空间了：{name} 已写入，没有丢失任何内容。</translation>
    </message>
    <message>
        <source>There was no checkpoint yet.</source>
        <translation>还没有检查点。</translation>
    </message>
    <message>
        <source>These layers lie in different blocks. Select layers of one block.</source>
        <translation>这些层在不同的块中。请选择同一个块中的层。</translation>
    </message>
    <message>
        <source>They are the same operations.</source>
        <translation>两者的运算相同。</translation>
    </message>
    <message>
        <source>This code can do anything you can.</source>
        <translation>这段代码能做您能做的任何事。</translation>
    </message>
    <message>
        <source>This is a TorchScript program without its Python source. Import the module it came from.</source>
        <translation>这是没有 Python 源代码的 TorchScript 程序。请导入它所来自的模块。</translation>
    </message>
    <message>
        <source>This is more than rounding: the two do not compute the same.</source>
        <translation>这不只是舍入：两者的计算不同。</translation>
    </message>
    <message>
        <source>This is the network of the preset {preset}: {title}.</source>
        <translation>这就是预设网络 {preset} 的网络：{title}。</translation>
    </message>
    <message>
        <source>This machine (CPU)</source>
        <translation>本机 (CPU)</translation>
    </message>
    <message>
        <source>This machine has no device {device}. It has: {there}.</source>
        <translation>本机没有设备 {device}。现有：{there}。</translation>
    </message>
    <message>
        <source>This machine has too little memory for batches of {batch}.</source>
        <translation>本机内存不足以处理大小为 {batch} 的批。</translation>
    </message>
    <message>
        <source>This machine has too little memory for that. Use a smaller batch, or a smaller network.</source>
        <translation>本机内存不足。请减小批大小，或使用更小的网络。</translation>
    </message>
    <message>
        <source>This needs the plugin {name} (SHA-256 {sha}…), but it is not enabled here. {rest}</source>
        <translation>这需要插件 {name}（SHA-256 {sha}…），但此处未启用。{rest}</translation>
    </message>
    <message>
        <source>This piece reads several tensors. Add it on its own and connect it by hand.</source>
        <translation>此模板读取多个张量。请单独添加，再手动连接。</translation>
    </message>
    <message>
        <source>This torch has no {name} in {module}, which a layer of the network needs.</source>
        <translation>此 torch 的 {module} 中没有 {name}，而网络的某层需要它。</translation>
    </message>
    <message>
        <source>This would make {number} bends of one wire; there can be {limit} at most.</source>
        <translation>这会使一条连线有 {number} 个拐点；最多 {limit} 个。</translation>
    </message>
    <message>
        <source>This would make {number} comments; there can be {limit} at most.</source>
        <translation>这会产生 {number} 条注释；最多 {limit} 条。</translation>
    </message>
    <message>
        <source>This would make {number} layers; there can be {limit} at most.</source>
        <translation>这会产生 {number} 层；最多 {limit} 层。</translation>
    </message>
    <message>
        <source>This would make {number} wires; there can be {limit} at most.</source>
        <translation>这会产生 {number} 条连线；最多 {limit} 条。</translation>
    </message>
    <message>
        <source>Three passes of {count} multiply-adds a picture at these rates are {low} to {high} of the two cards&apos; peak; the prediction comes to {part}. Kernels of that time reached about 40 % of the peak (cuda-convnet2 on a GTX Titan Black: 41 % forward, 38 % backward); that is what is assumed here, with nothing fitted to the paper.</source>
        <translation>每张图片三遍、每遍 {count} 次乘加，按此速率为两卡峰值的 {low} 至 {high}；预测为 {part}。当时的内核约达峰值的 40 %（GTX Titan Black 上的 cuda-convnet2：前向 41 %，反向 38 %）；此处即如此假定，没有按论文拟合。</translation>
    </message>
    <message>
        <source>Told in</source>
        <translation>相关页面</translation>
    </message>
    <message>
        <source>Train with batches of {half}, or use a smaller network.</source>
        <translation>请用大小为 {half} 的批训练，或使用更小的网络。</translation>
    </message>
    <message>
        <source>Training computes in {precision}, as the recipe says.</source>
        <translation>按配方，训练以 {precision} 计算。</translation>
    </message>
    <message>
        <source>Training computes in {precision}: in a quick timing, bfloat16 was {times} times as fast on {device}.</source>
        <translation>训练以 {precision} 计算：快速计时中，bfloat16 在 {device} 上的速度为 {times} 倍。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Try {rate}, or another initialisation.</source>
        <translation>请试用 {rate}，或换一种初始化。</translation>
    </message>
    <message>
        <source>Turn the {number} biases off</source>
        <translation>关闭这 {number} 个偏置</translation>
    </message>
    <message>
        <source>Turn {param} of {layer} off</source>
        <translation>关闭 {layer} 的{param}</translation>
    </message>
    <message>
        <source>Turn {param} of {layer} on</source>
        <translation>打开 {layer} 的{param}</translation>
    </message>
    <message>
        <source>Two towers lie on two devices, but the layers of this network are on {devices}.</source>
        <translation>双塔应位于两个设备，但此网络的层在 {devices}。</translation>
    </message>
    <message>
        <source>Two towers need two devices, such as gpu0 and gpu1.</source>
        <translation>双塔需要两个设备，如 gpu0 和 gpu1。</translation>
    </message>
    <message>
        <source>Use AdamW</source>
        <translation>使用 AdamW</translation>
    </message>
    <message>
        <source>Use a smaller network.</source>
        <translation>请使用更小的网络。</translation>
    </message>
    <message>
        <source>Use no decay</source>
        <translation>不用权重衰减</translation>
    </message>
    <message>
        <source>Use normalised pictures</source>
        <translation>使用归一化的图片</translation>
    </message>
    <message>
        <source>Use pictures of 0 to 255</source>
        <translation>使用 0 至 255 的图片</translation>
    </message>
    <message>
        <source>Validation has not improved {times} times in a row: the training ends early, as the recipe says.</source>
        <translation>验证已连续 {times} 次没有进步：按配方提前结束训练。</translation>
    </message>
    <message>
        <source>Validation has not improved {times} times: the learning rate is now {rate} (drop {drop} of {drops}).</source>
        <translation>验证已有 {times} 次没有进步：学习率降为 {rate}（第 {drop} 次下降，共 {drops} 次）。</translation>
    </message>
    <message>
        <source>Weights and biases have {text} in Caffe; here all learn alike.</source>
        <translation>Caffe 中权重与偏置为 {text}；此处一律相同。</translation>
    </message>
    <message>
        <source>What is left shrinks with the precision: it is rounding, and the maths is the same.</source>
        <translation>余下的差异随精度缩小：只是舍入，数学上相同。</translation>
    </message>
    <message>
        <source>What it leaves out would make it slower: the first version of those kernels, pictures that come late from the disk, validation and checkpoints.</source>
        <translation>未计入的因素会使它更慢：那些内核的首个版本、从磁盘迟到的图片、验证和检查点。</translation>
    </message>
    <message>
        <source>What it says of {names}.</source>
        <translation>其中关于 {names} 的内容。</translation>
    </message>
    <message>
        <source>What only leads to {names} is left out: auxiliary classifiers help in training alone.</source>
        <translation>只通向 {names} 的层已略去：辅助分类器只在训练中起作用。</translation>
    </message>
    <message>
        <source>What the parameter file says of {names}.</source>
        <translation>参数文件中关于 {names} 的内容。</translation>
    </message>
    <message>
        <source>What the solver says of {names}.</source>
        <translation>求解器中关于 {names} 的内容。</translation>
    </message>
    <message>
        <source>What was copied cannot be pasted: {error}</source>
        <translation>无法粘贴所复制的内容：{error}</translation>
    </message>
    <message>
        <source>What was copied elsewhere is no layers, so it cannot be pasted here.</source>
        <translation>在别处复制的内容不是层，因此不能粘贴到这里。</translation>
    </message>
    <message>
        <source>What was learned until step {step} is kept: put the data right, then go on.</source>
        <translation>到第 {step} 步为止所学的已保留：请恢复数据，然后继续。</translation>
    </message>
    <message>
        <source>Where is {title}? Choose the folder with its files, or one to download it to.</source>
        <translation>{title} 在哪里？请选择其文件所在的文件夹，或下载到的文件夹。</translation>
    </message>
    <message>
        <source>Where two values are nearly the same, the last bit decides which one a maximum or a ReLU passes on, and the gradient goes another way; float64 shows that it is no more than that.</source>
        <translation>两个值几乎相同时，末位决定最大值或 ReLU 传递哪一个，梯度便走另一条路；float64 表明仅此而已。</translation>
    </message>
    <message>
        <source>Without the broken pictures every training picture of {name} is gone. Replace some of them.</source>
        <translation>去掉损坏的图片后，{name} 没有训练图片了。请替换一些。</translation>
    </message>
    <message>
        <source>Without the broken pictures every validation picture is gone. Replace some of them.</source>
        <translation>去掉损坏的图片后，没有验证图片了。请替换一些。</translation>
    </message>
    <message>
        <source>Write something after {text}</source>
        <translation>请在 {text} 之后写点内容</translation>
    </message>
    <message>
        <source>[Select a layer of this type]({link}) in the open document.</source>
        <translation>在当前文档中[选择一个此类型的层]({link})。</translation>
    </message>
    <message>
        <source>`{name}`, a function</source>
        <translation>`{name}`，函数</translation>
    </message>
    <message>
        <source>`{name}`, a module</source>
        <translation>`{name}`，模块</translation>
    </message>
    <message>
        <source>a batch of {batch}</source>
        <translation>每批 {batch} 张</translation>
    </message>
    <message>
        <source>a class that is dropped at random cannot be learned</source>
        <translation>随机丢弃的类别无法学习</translation>
    </message>
    <message>
        <source>a guess</source>
        <translation>猜测</translation>
    </message>
    <message>
        <source>a number, at least {low}</source>
        <translation>数，最小 {low}</translation>
    </message>
    <message>
        <source>a number, at least {low}, at most {high}</source>
        <translation>数，最小 {low}，最大 {high}</translation>
    </message>
    <message>
        <source>a whole number, at least {low}</source>
        <translation>整数，最小 {low}</translation>
    </message>
    <message>
        <source>a whole number, at least {low}, at most {high}</source>
        <translation>整数，最小 {low}，最大 {high}</translation>
    </message>
    <message>
        <source>across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>activation, batch {batch}</source>
        <translation>激活，批大小 {batch}</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>允许的值</translation>
    </message>
    <message>
        <source>along channels</source>
        <translation>沿通道</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>及另外 {number} 项</translation>
    </message>
    <message>
        <source>another kind of processor</source>
        <translation>不同的处理器</translation>
    </message>
    <message>
        <source>another number of processes</source>
        <translation>不同的进程数</translation>
    </message>
    <message>
        <source>another number of threads</source>
        <translation>不同的线程数</translation>
    </message>
    <message>
        <source>another precision</source>
        <translation>不同的精度</translation>
    </message>
    <message>
        <source>another training is filling the kept pictures</source>
        <translation>另一次训练正在写入已保存的图片</translation>
    </message>
    <message>
        <source>another version of CUDA</source>
        <translation>另一版本的 CUDA</translation>
    </message>
    <message>
        <source>another version of torch</source>
        <translation>另一版本的 torch</translation>
    </message>
    <message>
        <source>at {name}: {error} (and {number} more faults).</source>
        <translation>{name} 处：{error}（另有 {number} 处错误）。</translation>
    </message>
    <message>
        <source>at {name}: {error}.</source>
        <translation>{name} 处：{error}。</translation>
    </message>
    <message>
        <source>backward pass of the loss</source>
        <translation>损失的反向传播</translation>
    </message>
    <message>
        <source>backward pass of {layer}</source>
        <translation>{layer} 的反向传播</translation>
    </message>
    <message>
        <source>by at most {largest} ({part} of the largest value)</source>
        <translation>至多 {largest}（最大值的 {part}）</translation>
    </message>
    <message>
        <source>by at most {largest} ({part} of the largest value, in {layer})</source>
        <translation>至多 {largest}（最大值的 {part}，在 {layer}）</translation>
    </message>
    <message>
        <source>by more than any number</source>
        <translation>超过任何数</translation>
    </message>
    <message>
        <source>by more than any number, in {layer}</source>
        <translation>超过任何数（在 {layer}）</translation>
    </message>
    <message>
        <source>class probabilities</source>
        <translation>类别概率</translation>
    </message>
    <message>
        <source>class scores in float32</source>
        <translation>float32 的类别得分</translation>
    </message>
    <message>
        <source>comes with alexstudio</source>
        <translation>随 alexstudio 提供</translation>
    </message>
    <message>
        <source>copy from {device}</source>
        <translation>来自 {device} 的副本</translation>
    </message>
    <message>
        <source>counting of the errors</source>
        <translation>错误计数</translation>
    </message>
    <message>
        <source>cross-entropy applies a softmax itself, and two of them hold the scores close together</source>
        <translation>交叉熵自带 softmax，两个 softmax 会使得分过于接近</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>跨设备</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>denominators</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>down</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>every {count}</source>
        <translation>每 {count}</translation>
    </message>
    <message>
        <source>extra inputs are not permitted</source>
        <translation>不允许此字段</translation>
    </message>
    <message>
        <source>field required</source>
        <translation>缺少此字段</translation>
    </message>
    <message>
        <source>first + second</source>
        <translation>第一个 + 第二个</translation>
    </message>
    <message>
        <source>first × second</source>
        <translation>第一个 × 第二个</translation>
    </message>
    <message>
        <source>forward pass of {layer}</source>
        <translation>{layer} 的前向传播</translation>
    </message>
    <message>
        <source>from {layer}</source>
        <translation>来自 {layer}</translation>
    </message>
    <message>
        <source>goes to</source>
        <translation>传到</translation>
    </message>
    <message>
        <source>gpu0 and gpu1 in turns</source>
        <translation>gpu0 与 gpu1 交替</translation>
    </message>
    <message>
        <source>gradient of the copy from {device}</source>
        <translation>来自 {device} 的副本的梯度</translation>
    </message>
    <message>
        <source>gradient of the loss</source>
        <translation>损失的梯度</translation>
    </message>
    <message>
        <source>gradient of the output</source>
        <translation>输出的梯度</translation>
    </message>
    <message>
        <source>gradient of the weights</source>
        <translation>权重的梯度</translation>
    </message>
    <message>
        <source>gradient of the weights in bfloat16</source>
        <translation>bfloat16 的权重梯度</translation>
    </message>
    <message>
        <source>grey {size}</source>
        <translation>灰度 {size}</translation>
    </message>
    <message>
        <source>in a folder of yours</source>
        <translation>在您的某个文件夹中</translation>
    </message>
    <message>
        <source>in your plugin folder</source>
        <translation>在您的插件文件夹中</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>input `{name}`</source>
        <translation>输入 `{name}`</translation>
    </message>
    <message>
        <source>input `{name}` (any number of wires, in order)</source>
        <translation>输入 `{name}`（任意数量的连线，按顺序）</translation>
    </message>
    <message>
        <source>input in bfloat16</source>
        <translation>bfloat16 输入</translation>
    </message>
    <message>
        <source>input should be a valid integer</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>input should be a valid list</source>
        <translation>应为列表</translation>
    </message>
    <message>
        <source>input should be a valid number</source>
        <translation>应为数</translation>
    </message>
    <message>
        <source>input should be a valid string</source>
        <translation>应为文本</translation>
    </message>
    <message>
        <source>input should be an object in braces</source>
        <translation>应为花括号中的对象</translation>
    </message>
    <message>
        <source>input should be less than or equal to {limit}</source>
        <translation>不应大于 {limit}</translation>
    </message>
    <message>
        <source>input should be less than {limit}</source>
        <translation>应小于 {limit}</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>it calls something</source>
        <translation>它调用了某些内容</translation>
    </message>
    <message>
        <source>it holds a program ({names}), not only weights</source>
        <translation>它含有程序（{names}），而不只是权重</translation>
    </message>
    <message>
        <source>it holds a program, not only weights</source>
        <translation>它含有程序，而不只是权重</translation>
    </message>
    <message>
        <source>it holds no dictionary of weights</source>
        <translation>它不含权重字典</translation>
    </message>
    <message>
        <source>it holds no weights</source>
        <translation>它不含权重</translation>
    </message>
    <message>
        <source>it holds {word}, which is not a JSON number.</source>
        <translation>它含有 {word}，不是 JSON 数值。</translation>
    </message>
    <message>
        <source>it is a TorchScript program, which is code</source>
        <translation>它是 TorchScript 程序，即代码</translation>
    </message>
    <message>
        <source>it is broken, {error}</source>
        <translation>它已损坏，{error}</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>它不完整</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>it is damaged, or not a file of plain weights</source>
        <translation>它已损坏，或不是单纯的权重文件</translation>
    </message>
    <message>
        <source>it is damaged, or not a safetensors file</source>
        <translation>它已损坏，或不是 safetensors 文件</translation>
    </message>
    <message>
        <source>it is empty.</source>
        <translation>它是空的。</translation>
    </message>
    <message>
        <source>it is more than the {limit} pixels that are taken to be safe to decode</source>
        <translation>它超过可安全解码的 {limit} 像素</translation>
    </message>
    <message>
        <source>it is nested too deeply or holds a number that is too long.</source>
        <translation>它嵌套过深，或含有过长的数。</translation>
    </message>
    <message>
        <source>it is no file of torch</source>
        <translation>它不是 torch 的文件</translation>
    </message>
    <message>
        <source>it is no picture of a known format, whatever its name says</source>
        <translation>不论名称如何，它不是已知格式的图片</translation>
    </message>
    <message>
        <source>it is not JSON ({error}); perhaps it is another kind of file, or was cut off.</source>
        <translation>它不是 JSON（{error}）；也许是其他类型的文件，或内容不完整。</translation>
    </message>
    <message>
        <source>it is not UTF-8 text.</source>
        <translation>它不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it names {name}, which is not data</source>
        <translation>它引用 {name}，不是数据</translation>
    </message>
    <message>
        <source>it takes too much memory.</source>
        <translation>占用内存过多。</translation>
    </message>
    <message>
        <source>it took more than {seconds} seconds</source>
        <translation>用时超过 {seconds} 秒</translation>
    </message>
    <message>
        <source>its backward pass is not repeated bit for bit on CUDA</source>
        <translation>其反向传播在 CUDA 上不能逐位重复</translation>
    </message>
    <message>
        <source>its code failed ({error})</source>
        <translation>其代码出错（{error}）</translation>
    </message>
    <message>
        <source>its format is {given} and this program reads {format}. Use the version that wrote it.</source>
        <translation>其格式为 {given}，而本程序读取 {format}。请使用写入它的版本。</translation>
    </message>
    <message>
        <source>its list of tensors is damaged</source>
        <translation>其张量列表已损坏</translation>
    </message>
    <message>
        <source>its records are compressed, which torch never does</source>
        <translation>其记录被压缩，而 torch 从不压缩</translation>
    </message>
    <message>
        <source>its records are encrypted</source>
        <translation>其记录被加密</translation>
    </message>
    <message>
        <source>its records are larger together than the file</source>
        <translation>其记录总和大于文件</translation>
    </message>
    <message>
        <source>its records overlap</source>
        <translation>其记录相互重叠</translation>
    </message>
    <message>
        <source>its tensor {name} claims to be larger than it is</source>
        <translation>其张量 {name} 声称的大小超过实际</translation>
    </message>
    <message>
        <source>its weights or constants</source>
        <translation>其权重或常量</translation>
    </message>
    <message>
        <source>its {width} x {height} pixels are more than the {limit} pixels that are taken to be safe to decode</source>
        <translation>其 {width} x {height} 像素超过可安全解码的 {limit} 像素</translation>
    </message>
    <message>
        <source>kept for the backward pass</source>
        <translation>为反向传播保留</translation>
    </message>
    <message>
        <source>list should have at most {limit} items after validation, not {number}</source>
        <translation>列表最多 {limit} 项，不能是 {number} 项</translation>
    </message>
    <message>
        <source>log probabilities</source>
        <translation>对数概率</translation>
    </message>
    <message>
        <source>logarithms of probabilities</source>
        <translation>概率的对数</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>maps to vector</source>
        <translation>特征图转向量</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>mean of each map</source>
        <translation>各特征图的均值</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>measured on this machine</source>
        <translation>本机实测</translation>
    </message>
    <message>
        <source>momentum of the weights</source>
        <translation>权重的动量</translation>
    </message>
    <message>
        <source>multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no input: the pictures come in here</source>
        <translation>没有输入：图片从这里进入</translation>
    </message>
    <message>
        <source>no process could be started ({error})</source>
        <translation>无法启动进程（{error}）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>零</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未算出</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>开或关</translation>
    </message>
    <message>
        <source>one of its records has a path that leads out of it</source>
        <translation>其中一条记录的路径指向文件之外</translation>
    </message>
    <message>
        <source>one or two whole numbers (height, width), at least {low}</source>
        <translation>一个或两个整数（高、宽），最小 {low}</translation>
    </message>
    <message>
        <source>one or two whole numbers (height, width), at least {low}, at most {high}</source>
        <translation>一个或两个整数（高、宽），最小 {low}，最大 {high}</translation>
    </message>
    <message>
        <source>optimizer step</source>
        <translation>优化器更新</translation>
    </message>
    <message>
        <source>other devices</source>
        <translation>不同的设备</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>output `{name}`</source>
        <translation>输出 `{name}`</translation>
    </message>
    <message>
        <source>output {number}</source>
        <translation>输出 {number}</translation>
    </message>
    <message>
        <source>over channels</source>
        <translation>对通道</translation>
    </message>
    <message>
        <source>over each map</source>
        <translation>对各特征图</translation>
    </message>
    <message>
        <source>over the batch</source>
        <translation>对整批</translation>
    </message>
    <message>
        <source>package {name}</source>
        <translation>包 {name}</translation>
    </message>
    <message>
        <source>page of torch&apos;s documentation: `{name}`</source>
        <translation>torch 文档页面：`{name}`</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>parameters: `{formula}`</source>
        <translation>参数量：`{formula}`</translation>
    </message>
    <message>
        <source>partial sums of the gradient</source>
        <translation>梯度的部分和</translation>
    </message>
    <message>
        <source>passing buffers</source>
        <translation>临时缓冲区</translation>
    </message>
    <message>
        <source>per picture</source>
        <translation>每张图片</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures as they were loaded</source>
        <translation>载入时的图片</translation>
    </message>
    <message>
        <source>pictures in channels_last</source>
        <translation>channels_last 格式的图片</translation>
    </message>
    <message>
        <source>receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>scores between -1 and 1 cannot become sure of a class</source>
        <translation>-1 到 1 之间的得分无法确信某个类别</translation>
    </message>
    <message>
        <source>scores between 0 and 1 cannot become sure of a class</source>
        <translation>0 到 1 之间的得分无法确信某个类别</translation>
    </message>
    <message>
        <source>scores between 0 and 6 learn badly, and a class whose score is 0 gets no gradient</source>
        <translation>0 到 6 之间的得分学习效果差，得分为 0 的类别没有梯度</translation>
    </message>
    <message>
        <source>scores between two bounds cannot become sure of a class</source>
        <translation>两个界限之间的得分无法确信某个类别</translation>
    </message>
    <message>
        <source>scores that cannot be negative learn badly, and a class whose score is 0 gets no gradient</source>
        <translation>不能为负的得分学习效果差，得分为 0 的类别没有梯度</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>size: `{formula}`</source>
        <translation>大小：`{formula}`</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>the argument of the network&apos;s `forward`</source>
        <translation>网络 `forward` 的参数</translation>
    </message>
    <message>
        <source>the disk took only a part of a picture</source>
        <translation>磁盘只写入了图片的一部分</translation>
    </message>
    <message>
        <source>the end of the text</source>
        <translation>文本末尾</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>the key {name} stands twice in one object.</source>
        <translation>键 {name} 在同一对象中出现两次。</translation>
    </message>
    <message>
        <source>the larger one</source>
        <translation>取较大者</translation>
    </message>
    <message>
        <source>the process that opened it ended</source>
        <translation>打开它的进程已结束</translation>
    </message>
    <message>
        <source>the process that opened it ended with signal {code}</source>
        <translation>打开它的进程被信号 {code} 终止</translation>
    </message>
    <message>
        <source>the scores and {number} gradients are equal to the bit. {rest}</source>
        <translation>得分与 {number} 个梯度逐位相等。{rest}</translation>
    </message>
    <message>
        <source>the scores are equal to the bit, the gradients differ {how}. {rest}</source>
        <translation>得分逐位相等，梯度相差{how}。{rest}</translation>
    </message>
    <message>
        <source>the scores differ {how}, the gradients {more}. {rest}</source>
        <translation>得分相差{how}，梯度相差{more}。{rest}</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>there is not enough memory to decode it</source>
        <translation>内存不足，无法解码</translation>
    </message>
    <message>
        <source>there is something behind its list of tensors</source>
        <translation>其张量列表之后还有内容</translation>
    </message>
    <message>
        <source>this is JSON, but not an alexstudio document (it has no format line).</source>
        <translation>这是 JSON，但不是 alexstudio 文档（没有格式行）。</translation>
    </message>
    <message>
        <source>to {size}</source>
        <translation>到 {size}</translation>
    </message>
    <message>
        <source>torch.export cannot take this network ({error}).</source>
        <translation>torch.export 无法处理此网络（{error}）。</translation>
    </message>
    <message>
        <source>torchvision has no classification network called {name}.</source>
        <translation>torchvision 没有名为 {name} 的分类网络。</translation>
    </message>
    <message>
        <source>tuple should have at most {limit} items after validation, not {number}</source>
        <translation>元组最多 {limit} 项，不能是 {number} 项</translation>
    </message>
    <message>
        <source>two of its records have one name, or it holds more than one archive</source>
        <translation>其中两条记录同名，或含有多个归档</translation>
    </message>
    <message>
        <source>two towers</source>
        <translation>双塔</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>value: `{formula}`</source>
        <translation>值：`{formula}`</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weights + biases</source>
        <translation>权重 + 偏置</translation>
    </message>
    <message>
        <source>weights in bfloat16</source>
        <translation>bfloat16 权重</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{before} and {layer} are together no more than one linear layer: nothing between them bends. Insert a ReLU.</source>
        <translation>{before} 与 {layer} 合起来只相当于一个线性层：二者之间没有非线性。请插入 ReLU。</translation>
    </message>
    <message>
        <source>{before} before {layer}: dropout changes the variance in training only, and the normalisation then expects the wrong one. Remove it, or put it after the last normalisation.</source>
        <translation>{before} 在 {layer} 之前：丢弃只在训练时改变方差，归一化便会期待错误的方差。请移除它，或放到最后一个归一化之后。</translation>
    </message>
    <message>
        <source>{block} can be repeated 1 to 200 times.</source>
        <translation>{block} 可重复 1 至 200 次。</translation>
    </message>
    <message>
        <source>{block} reads {inputs} and gives {outputs} tensors; a block that repeats reads one and gives one.</source>
        <translation>{block} 读取 {inputs} 个张量、输出 {outputs} 个；可重复的块读取一个、输出一个。</translation>
    </message>
    <message>
        <source>{classes} classes in {path}: {train} pictures to train on, {validation} to validate.</source>
        <translation>{path} 中有 {classes} 个类别：训练图片 {train} 张，验证图片 {validation} 张。</translation>
    </message>
    <message>
        <source>{count} channels {size}</source>
        <translation>{count} 通道 {size}</translation>
    </message>
    <message>
        <source>{count} groups</source>
        <translation>{count} 组</translation>
    </message>
    <message>
        <source>{count} maps</source>
        <translation>{count} 个特征图</translation>
    </message>
    <message>
        <source>{count} outputs</source>
        <translation>{count} 个输出</translation>
    </message>
    <message>
        <source>{count} parts</source>
        <translation>{count} 份</translation>
    </message>
    <message>
        <source>{count} pictures are left out, being broken; the Data page lists them.</source>
        <translation>略去 {count} 张损坏的图片；“数据”页列出了它们。</translation>
    </message>
    <message>
        <source>{count} pictures cannot be read: {pieces}.</source>
        <translation>有 {count} 张图片无法读取：{pieces}。</translation>
    </message>
    <message>
        <source>{count} pictures cannot be read: {pieces}. {rest}</source>
        <translation>有 {count} 张图片无法读取：{pieces}。{rest}</translation>
    </message>
    <message>
        <source>{device} and {other} as placed</source>
        <translation>按现有放置的 {device} 与 {other}</translation>
    </message>
    <message>
        <source>{device} for {logical} has no measured rates. There are: {names}.</source>
        <translation>{logical} 所用的 {device} 没有实测速率。现有：{names}。</translation>
    </message>
    <message>
        <source>{device}, from the host</source>
        <translation>{device}，来自主机</translation>
    </message>
    <message>
        <source>{file} cannot be traced, so this file opens only where its plugin is loaded.</source>
        <translation>无法跟踪 {file}，因此此文件只能在载入其插件处打开。</translation>
    </message>
    <message>
        <source>{layers} mix the maps of {groups} groups at their borders. In 2012 each tower was normalised on its own, as in the two-GPU preset. The difference is some 0.2 %.</source>
        <translation>{layers} 在边界处混合了 {groups} 组的特征图。2012 年每座塔单独归一化，如双 GPU 预设网络。差别约 0.2 %。</translation>
    </message>
    <message>
        <source>{layers} mixes the maps of {groups} groups at their borders. In 2012 each tower was normalised on its own, as in the two-GPU preset. The difference is some 0.2 %.</source>
        <translation>{layers} 在边界处混合了 {groups} 组的特征图。2012 年每座塔单独归一化，如双 GPU 预设网络。差别约 0.2 %。</translation>
    </message>
    <message>
        <source>{layers} shall stay on {devices}, but there are {wanted}: take a device more, or let them go.</source>
        <translation>{layers} 应留在 {devices}，但只有 {wanted}：请多选一个设备，或不再固定它们。</translation>
    </message>
    <message>
        <source>{layers} shall stay on {devices}, but there is {wanted}: take a device more, or let them go.</source>
        <translation>{layers} 应留在 {devices}，但只有 {wanted}：请多选一个设备，或不再固定它们。</translation>
    </message>
    <message>
        <source>{layer} ({type}) is added</source>
        <translation>多出 {layer} ({type})</translation>
    </message>
    <message>
        <source>{layer} ({type}) is missing</source>
        <translation>缺少 {layer} ({type})</translation>
    </message>
    <message>
        <source>{layer} adds value by value, so its inputs must have one shape, but the first is {first} and the second is {second}. Change the layers before one of them.</source>
        <translation>{layer} 逐元素相加，输入形状必须相同，但第一个为 {first}，第二个为 {second}。请更改其中一个之前的层。</translation>
    </message>
    <message>
        <source>{layer} and {number} more layers have a bias that the normalisation after them subtracts again: parameters that do nothing. Turn the biases off.</source>
        <translation>{layer} 及另外 {number} 层的偏置会被其后的归一化减去：这些参数不起作用。请关闭偏置。</translation>
    </message>
    <message>
        <source>{layer} and {number} more: on a GPU torch adds up its gradient in no fixed order, so two runs with one seed differ in the last digits. On the CPU they do not.</source>
        <translation>{layer} 及另外 {number} 层：torch 在 GPU 上累加梯度的顺序不固定，因此同一随机种子的两次运行末位数字会不同。在 CPU 上则相同。</translation>
    </message>
    <message>
        <source>{layer} averages positions that see {sees} of {size} pixels each: no layer sees a whole object. Add layers, pooling or strides before it.</source>
        <translation>{layer} 所平均的各位置只看到 {size} 像素中的 {sees}：没有层能看到整个物体。请在它之前增加层、池化或步幅。</translation>
    </message>
    <message>
        <source>{layer} cannot be made: the plugin {plugin} failed ({error}). Disable it, or tell its author.</source>
        <translation>无法生成 {layer}：插件 {plugin} 出错（{error}）。请停用它，或告知其作者。</translation>
    </message>
    <message>
        <source>{layer} cannot be worked out: the plugin {plugin} {error}. Disable it, or tell its author.</source>
        <translation>无法推算 {layer}：插件 {plugin} {error}。请停用它，或告知其作者。</translation>
    </message>
    <message>
        <source>{layer} cannot feed itself.</source>
        <translation>{layer} 不能连接到自身。</translation>
    </message>
    <message>
        <source>{layer} cannot make {parts} parts of {channels} channels: parts of {size} would be {made}. Remove it.</source>
        <translation>{layer} 不能把 {channels} 个通道分成 {parts} 份：每份 {size} 个会得到 {made} 份。请移除它。</translation>
    </message>
    <message>
        <source>{layer} cannot make {parts} parts of {channels} channels: parts of {size} would be {made}. Use parts = {best}.</source>
        <translation>{layer} 不能把 {channels} 个通道分成 {parts} 份：每份 {size} 个会得到 {made} 份。请用份数 = {best}。</translation>
    </message>
    <message>
        <source>{layer} changes nothing: after {before} no value is negative. Remove one of them.</source>
        <translation>{layer} 不起作用：{before} 之后没有负值。请移除其中一个。</translation>
    </message>
    <message>
        <source>{layer} compares value by value, so its inputs must have one shape, but the first is {first} and the second is {second}. Change the layers before one of them.</source>
        <translation>{layer} 逐元素比较，输入形状必须相同，但第一个为 {first}，第二个为 {second}。请更改其中一个之前的层。</translation>
    </message>
    <message>
        <source>{layer} cuts off all of its height of {size}. Cut off less.</source>
        <translation>{layer} 裁掉了全部高度 {size}。请少裁一些。</translation>
    </message>
    <message>
        <source>{layer} cuts off all of its output with padding {padding}. Use padding = {best}.</source>
        <translation>{layer} 的填充 {padding} 裁掉了全部输出。请用填充 = {best}。</translation>
    </message>
    <message>
        <source>{layer} cuts off all of its width of {size}. Cut off less.</source>
        <translation>{layer} 裁掉了全部宽度 {size}。请少裁一些。</translation>
    </message>
    <message>
        <source>{layer} gets scores for {given} classes, but the network ends in {classes}. Give both the same number of outputs.</source>
        <translation>{layer} 得到 {given} 个类别的得分，但网络末端有 {classes} 个。请让两者输出数相同。</translation>
    </message>
    <message>
        <source>{layer} has a bias that {norm} subtracts again: parameters that do nothing. Turn it off.</source>
        <translation>{layer} 的偏置会被 {norm} 减去：这些参数不起作用。请关闭它。</translation>
    </message>
    <message>
        <source>{layer} has a filter of {size} pixels, which has no middle. Use size = {best}.</source>
        <translation>{layer} 的滤波器为 {size} 像素，没有中心。请用大小 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has a {kernel} kernel, larger than its padded input of {size}. Use a smaller kernel or padding = {best}.</source>
        <translation>{layer} 的卷积核为 {kernel}，大于填充后的输入 {size}。请用更小的卷积核，或填充 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has a {window} window, larger than its input of {size}. Use a smaller window or fewer pooling layers before it.</source>
        <translation>{layer} 的窗口为 {window}，大于输入 {size}。请用更小的窗口，或减少之前的池化层。</translation>
    </message>
    <message>
        <source>{layer} has groups = {groups}, which does not divide its {channels} channels. Use groups = {best}.</source>
        <translation>{layer} 的分组数 {groups} 不能整除 {channels} 个通道。请用分组数 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has groups = {groups}, which does not divide its {channels} input channels. Use groups = {best}, or change the channels.</source>
        <translation>{layer} 的分组数 {groups} 不能整除 {channels} 个输入通道。请用分组数 = {best}，或更改通道数。</translation>
    </message>
    <message>
        <source>{layer} has groups = {groups}, which does not divide its {channels} out channels. Use groups = {best}, or change the channels.</source>
        <translation>{layer} 的分组数 {groups} 不能整除 {channels} 个输出通道。请用分组数 = {best}，或更改通道数。</translation>
    </message>
    <message>
        <source>{layer} has groups = {groups}, which two towers cannot share. A Concat before it changes the order of the maps.</source>
        <translation>{layer} 的 groups = {groups} 无法由双塔分担。其前的 Concat 改变了特征图的顺序。</translation>
    </message>
    <message>
        <source>{layer} has groups = {groups}, which two towers cannot share. Use an even number of groups.</source>
        <translation>{layer} 的 groups = {groups} 无法由双塔分担。请用偶数个分组。</translation>
    </message>
    <message>
        <source>{layer} has groups but reads what both towers have whole. Use groups = 1.</source>
        <translation>{layer} 有分组，但读取双塔都完整拥有的内容。请用 groups = 1。</translation>
    </message>
    <message>
        <source>{layer} has no input {number}.</source>
        <translation>{layer} 没有输入 {number}。</translation>
    </message>
    <message>
        <source>{layer} has no output {number}.</source>
        <translation>{layer} 没有输出 {number}。</translation>
    </message>
    <message>
        <source>{layer} has numbers for red, green and blue, but its input has {channels} channels. Put it right after an Input of 3 channels.</source>
        <translation>{layer} 的数用于红、绿、蓝，但输入有 {channels} 个通道。请把它放在 3 通道的 Input 之后。</translation>
    </message>
    <message>
        <source>{layer} has outgrown its maps of {size}: {number} of the {weights} weights of each filter never meet a pixel. Use a smaller kernel, larger pictures or less pooling.</source>
        <translation>{layer} 的核已超出特征图 {size}：每个滤波器 {weights} 个权重中有 {number} 个从不接触像素。请用更小的核、更大的图片或更少的池化。</translation>
    </message>
    <message>
        <source>{layer} has output padding {padding}, which must be smaller than the stride or the dilation. Use output padding = {best}.</source>
        <translation>{layer} 的输出填充为 {padding}，必须小于步幅或空洞率。请用输出填充 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has padding {padding}, more than half its kernel of {kernel}. Use padding = {best}.</source>
        <translation>{layer} 的填充为 {padding}，超过核 {kernel} 的一半。请用填充 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has {classes} outputs in this run, one for each class in the data (document: {outputs}).</source>
        <translation>此次运行中 {layer} 有 {classes} 个输出，数据中每类一个（文档：{outputs}）。</translation>
    </message>
    <message>
        <source>{layer} has {groups} groups, which do not divide its {channels} channels. Use groups = {best}.</source>
        <translation>{layer} 有 {groups} 组，不能整除 {channels} 个通道。请用组数 = {best}。</translation>
    </message>
    <message>
        <source>{layer} has {label} no instead of yes</source>
        <translation>{layer} 的{label}关闭，而非打开</translation>
    </message>
    <message>
        <source>{layer} has {label} yes instead of no</source>
        <translation>{layer} 的{label}打开，而非关闭</translation>
    </message>
    <message>
        <source>{layer} has {label} {value} instead of {other}</source>
        <translation>{layer} 的{label}为 {value}，而非 {other}</translation>
    </message>
    <message>
        <source>{layer} has {number} inputs, so nothing can take its place.</source>
        <translation>{layer} 有 {number} 个输入，因此无法替代。</translation>
    </message>
    <message>
        <source>{layer} has {number} inputs; the next free one is {free}.</source>
        <translation>{layer} 有 {number} 个输入；下一个空闲的是 {free}。</translation>
    </message>
    <message>
        <source>{layer} has {total} {what}, which two towers cannot share. Use an even number.</source>
        <translation>{layer} 的数量 {total}（{what}）无法由双塔均分。请用偶数。</translation>
    </message>
    <message>
        <source>{layer} holds values between {low} and {high}, but the first must be the smaller one. Set from below {bound}.</source>
        <translation>{layer} 将值限制在 {low} 与 {high} 之间，但前者必须较小。请将起始设为小于 {bound}。</translation>
    </message>
    <message>
        <source>{layer} is a {kind} and cannot become a {type}; add a new layer.</source>
        <translation>{layer} 是 {kind}，不能变为 {type}；请添加新层。</translation>
    </message>
    <message>
        <source>{layer} is a {type}, which two towers cannot share: it looks at all channels at once.</source>
        <translation>{layer} 是 {type}，无法由双塔分担：它同时查看所有通道。</translation>
    </message>
    <message>
        <source>{layer} is bypassed. Remove it, or put it back, before the merge.</source>
        <translation>{layer} 已旁路。请在合并前移除或恢复它。</translation>
    </message>
    <message>
        <source>{layer} is bypassed. Remove it, or put it back, before the split.</source>
        <translation>{layer} 已旁路。请在拆分前移除或恢复它。</translation>
    </message>
    <message>
        <source>{layer} is not connected.</source>
        <translation>{layer} 未连接。</translation>
    </message>
    <message>
        <source>{layer} is read by {reader}, so it ends nothing and adds no loss. Take it out, or let it end a branch of its own.</source>
        <translation>{layer} 被 {reader} 读取，因此不是末端，也不加入损失。请取出它，或让它单独结束一个分支。</translation>
    </message>
    <message>
        <source>{layer} is the first layer whose output is not finite.</source>
        <translation>{layer} 是第一个输出不是有限数的层。</translation>
    </message>
    <message>
        <source>{layer} is the first layer whose weights are no numbers any more.</source>
        <translation>{layer} 是第一个权重不再是数的层。</translation>
    </message>
    <message>
        <source>{layer} joins along the channels, so height and width must agree, but input 1 is {first} and input {number} is {second}. Pool, pad or crop one of them.</source>
        <translation>{layer} 沿通道拼接，高和宽必须一致，但输入 1 为 {first}，输入 {number} 为 {second}。请池化、填充或裁剪其中之一。</translation>
    </message>
    <message>
        <source>{layer} joins halves of the towers with something that both read whole.</source>
        <translation>{layer} 将各塔的一半与双塔都完整读取的内容拼接。</translation>
    </message>
    <message>
        <source>{layer} keeps channels {first} to {last}, but its input has {channels}. Start earlier, or keep fewer.</source>
        <translation>{layer} 保留通道 {first} 至 {last}，但输入只有 {channels} 个。请从更前处开始，或少保留一些。</translation>
    </message>
    <message>
        <source>{layer} makes maps of {size} values, but its input has {given}. Use other numbers.</source>
        <translation>{layer} 生成 {size} 个值的特征图，但输入有 {given} 个。请用其他数。</translation>
    </message>
    <message>
        <source>{layer} multiplies value by value, so its inputs must have one shape, but the first is {first} and the second is {second}. Change the layers before one of them.</source>
        <translation>{layer} 逐元素相乘，输入形状必须相同，但第一个为 {first}，第二个为 {second}。请更改其中一个之前的层。</translation>
    </message>
    <message>
        <source>{layer} must read one Linear layer: its outputs are the classes.</source>
        <translation>{layer} 必须读取一个 Linear 层：其输出即各类别。</translation>
    </message>
    <message>
        <source>{layer} must read the first output of {source}: the class scores.</source>
        <translation>{layer} 必须读取 {source} 的第一个输出：类别得分。</translation>
    </message>
    <message>
        <source>{layer} needs a flat vector but gets maps of {shape}. Insert a Flatten before it.</source>
        <translation>{layer} 需要一维向量，得到的却是 {shape} 的特征图。请在它之前插入 Flatten。</translation>
    </message>
    <message>
        <source>{layer} needs maps (channels, height, width) but gets a vector of {shape}. Connect it before the Flatten.</source>
        <translation>{layer} 需要特征图（通道、高、宽），得到的却是长度为 {shape} 的向量。请把它接到 Flatten 之前。</translation>
    </message>
    <message>
        <source>{layer} normalises across towers: {join} joins maps of {devices}. In 2012 each tower was normalised on its own. Put it before the join, in each tower.</source>
        <translation>{layer} 跨塔归一化：{join} 拼接了 {devices} 的特征图。2012 年每座塔单独归一化。请把它放到各塔的拼接之前。</translation>
    </message>
    <message>
        <source>{layer} normalises each map over its pixels, of which 1×1 maps have only one. Remove it here.</source>
        <translation>{layer} 在每个特征图的像素上归一化，而 1×1 的特征图只有一个像素。请移除它。</translation>
    </message>
    <message>
        <source>{layer} on {device} has no twin: no layer on {other} does the same with the rest.</source>
        <translation>{device} 上的 {layer} 没有对应层：{other} 上没有对其余部分做同样计算的层。</translation>
    </message>
    <message>
        <source>{layer} reads only a part of the values, which a dense layer in one column cannot.</source>
        <translation>{layer} 只读取一部分值，单列中的全连接层做不到。</translation>
    </message>
    <message>
        <source>{layer} reads {number} maps that are no groups of the {size} in one column.</source>
        <translation>{layer} 读取的 {number} 个特征图不是单列中 {size} 个的分组。</translation>
    </message>
    <message>
        <source>{layer} skips pixels: its windows of {window} lie {stride} apart. Use a stride of at most {best}.</source>
        <translation>{layer} 会跳过像素：窗口为 {window}，间隔却为 {stride}。请用不大于 {best} 的步幅。</translation>
    </message>
    <message>
        <source>{layer} stands before the loss: {why}. Remove it.</source>
        <translation>{layer} 在损失之前：{why}。请移除它。</translation>
    </message>
    <message>
        <source>{layer} starts at row {row}, column {column} (counted from 0), outside its input of {size}. Start further up and left.</source>
        <translation>{layer} 从第 {row} 行第 {column} 列开始（从 0 数起），在输入 {size} 之外。请从更靠左上处开始。</translation>
    </message>
    <message>
        <source>{layer} starts with weights for normalised pictures (kaiming), but the recipe gives it pictures of 0 to 255: the loss begins in the hundreds and soon is no number. Normalise the pictures.</source>
        <translation>{layer} 的初始权重适合归一化的图片 (kaiming)，但配方给它 0 至 255 的图片：损失起始就有数百，很快不再是数。请归一化图片。</translation>
    </message>
    <message>
        <source>{layer} takes no input.</source>
        <translation>{layer} 不接受输入。</translation>
    </message>
    <message>
        <source>{layer} takes {parts} parts of {size} channels, but its input has {channels}. Use parts of {best}, or fewer.</source>
        <translation>{layer} 取 {parts} 份，每份 {size} 个通道，但输入只有 {channels} 个。请每份用 {best} 个，或减少份数。</translation>
    </message>
    <message>
        <source>{layer} would give {size} values for one picture, more than any machine holds. Make it smaller.</source>
        <translation>{layer} 每张图片会输出 {size} 个值，任何机器都放不下。请减小。</translation>
    </message>
    <message>
        <source>{layer} would have {size} weights, more than any machine holds. Make it smaller.</source>
        <translation>{layer} 会有 {size} 个权重，任何机器都放不下。请减小。</translation>
    </message>
    <message>
        <source>{layer} would lie more than {limit} pixels from the middle of the canvas.</source>
        <translation>{layer} 距画布中心会超过 {limit} 像素。</translation>
    </message>
    <message>
        <source>{layer} would lose output {number}, which {reader} reads. Disconnect it first.</source>
        <translation>{layer} 会失去 {reader} 所读取的输出 {number}。请先断开。</translation>
    </message>
    <message>
        <source>{layer}: an input is not connected. Connect it first.</source>
        <translation>{layer}：有输入未连接。请先连接。</translation>
    </message>
    <message>
        <source>{layer}: its input is not connected. Connect the layer that feeds it.</source>
        <translation>{layer}：输入未连接。请连接提供输入的层。</translation>
    </message>
    <message>
        <source>{layer}: its input “{slot}” is not connected. Connect the layer that feeds it.</source>
        <translation>{layer}：输入“{slot}”未连接。请连接提供输入的层。</translation>
    </message>
    <message>
        <source>{layer}: no input is connected. Connect at least one layer to it.</source>
        <translation>{layer}：没有连接任何输入。请至少连接一层。</translation>
    </message>
    <message>
        <source>{layer}: on a GPU torch adds up its gradient in no fixed order, so two runs with one seed differ in the last digits. On the CPU they do not.</source>
        <translation>{layer}：torch 在 GPU 上累加梯度的顺序不固定，因此同一随机种子的两次运行末位数字会不同。在 CPU 上则相同。</translation>
    </message>
    <message>
        <source>{layer}: the layer type {type} is not known here, so it cannot be edited.</source>
        <translation>{layer}：此处不认识层类型 {type}，因此不能编辑。</translation>
    </message>
    <message>
        <source>{layer}: the layer type {type} is not known here. Enable its plugin first.</source>
        <translation>{layer}：此处不认识层类型 {type}。请先启用其插件。</translation>
    </message>
    <message>
        <source>{layer}: the layer type {type} is not known here. Enable its plugin, or remove it.</source>
        <translation>{layer}：此处不认识层类型 {type}。请启用其插件，或移除该层。</translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names} 和 {last}</translation>
    </message>
    <message>
        <source>{names} and {number} more</source>
        <translation>{names} 等（另有 {number} 个）</translation>
    </message>
    <message>
        <source>{names} have {classes} outputs in this run, one for each class in the data (document: {outputs}).</source>
        <translation>在此次训练中，{names} 有 {classes} 个输出，数据的每个类别一个（文档：{outputs}）。</translation>
    </message>
    <message>
        <source>{names}: auxiliary, for the loss in training only. {params} of {whole} parameters and {adds} of {total} multiply-adds are theirs; exported files leave them out.</source>
        <translation>{names}：辅助层，只用于训练时的损失。{whole} 个参数中的 {params} 个、{total} 次乘加中的 {adds} 次属于它们；导出的文件不含它们。</translation>
    </message>
    <message>
        <source>{name} (line {line})</source>
        <translation>{name} (第 {line} 行)</translation>
    </message>
    <message>
        <source>{name} (operation {line})</source>
        <translation>{name} (第 {line} 个运算)</translation>
    </message>
    <message>
        <source>{name} (section {line})</source>
        <translation>{name} (第 {line} 节)</translation>
    </message>
    <message>
        <source>{name} calls Python code, which is never run: it starts from normal weights.</source>
        <translation>{name} 调用 Python 代码，从不运行：以正态权重初始化。</translation>
    </message>
    <message>
        <source>{name} cannot be a node id: use a letter, then letters, digits and _, at most {limit}.</source>
        <translation>{name} 不能作为节点标识：须以字母开头，其后为字母、数字和 _，最多 {limit} 个字符。</translation>
    </message>
    <message>
        <source>{name} is not a device of a document: use host or gpu0 to gpu{last}.</source>
        <translation>{name} 不是文档的设备：请用 host 或 gpu0 至 gpu{last}。</translation>
    </message>
    <message>
        <source>{name} lies in a block that is not there.</source>
        <translation>{name} 位于不存在的块中。</translation>
    </message>
    <message>
        <source>{name} lies in the block {block}, which is not there.</source>
        <translation>{name} 位于不存在的块 {block} 中。</translation>
    </message>
    <message>
        <source>{name}: picture {number} has the label {label}, but there are {classes} classes (0 to {last}). The file is damaged or of another set; get it again.</source>
        <translation>{name}：第 {number} 张图片的标签为 {label}，但只有 {classes} 个类别（0 至 {last}）。文件已损坏或属于其他数据集；请重新获取。</translation>
    </message>
    <message>
        <source>{number} or more</source>
        <translation>{number} 或更多</translation>
    </message>
    <message>
        <source>{number} × a layer with a hook: what the hook does is left out.</source>
        <translation>{number} × 带钩子的层：钩子的作用已略去。</translation>
    </message>
    <message>
        <source>{number} × batch normalisation with the plain mean of all batches: momentum 0.1 stands for it.</source>
        <translation>{number} × 对所有批取平均的批归一化：以动量 0.1 代替。</translation>
    </message>
    <message>
        <source>{number} × division by fixed numbers: a product with their reciprocals stands for it.</source>
        <translation>{number} × 除以固定的数：以乘其倒数代替。</translation>
    </message>
    <message>
        <source>{number} × {name}, which passes its input on in evaluation mode, is left out: what it does in training is lost.</source>
        <translation>{number} × {name} 已略去：评估模式下它原样传递输入，训练中的作用会丢失。</translation>
    </message>
    <message>
        <source>{param} must be a number, not {value}.</source>
        <translation>{param}必须是数，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} must be a whole number, not {value}.</source>
        <translation>{param}必须是整数，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} must be at least {low} and at most {high}, not {value}.</source>
        <translation>{param}必须不小于 {low} 且不大于 {high}，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} must be at least {low}, not {value}.</source>
        <translation>{param}必须不小于 {low}，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} must be on or off, not {value}.</source>
        <translation>{param}必须是开或关，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} must be one of {choices}, not {value}.</source>
        <translation>{param}必须是 {choices} 之一，而不是 {value}。</translation>
    </message>
    <message>
        <source>{param} needs one number or two (height, width), not {number}.</source>
        <translation>{param}需要一个数或两个数（高、宽），而不是 {number} 个。</translation>
    </message>
    <message>
        <source>{path} (it is broken, {error})</source>
        <translation>{path}（它已损坏，{error}）</translation>
    </message>
    <message>
        <source>{path} (it is more than the {limit} pixels that are taken to be safe to decode)</source>
        <translation>{path}（它超过可安全解码的 {limit} 像素）</translation>
    </message>
    <message>
        <source>{path} (it is no picture of a known format, whatever its name says)</source>
        <translation>{path}（不论名称如何，它不是已知格式的图片）</translation>
    </message>
    <message>
        <source>{path} (it is not a regular file)</source>
        <translation>{path}（它不是普通文件）</translation>
    </message>
    <message>
        <source>{path} (its {width} x {height} pixels are more than the {limit} pixels that are taken to be safe to decode)</source>
        <translation>{path}（其 {width} x {height} 像素超过可安全解码的 {limit} 像素）</translation>
    </message>
    <message>
        <source>{path} (the file is empty)</source>
        <translation>{path}（文件是空的）</translation>
    </message>
    <message>
        <source>{path} (there is no such file)</source>
        <translation>{path}（没有此文件）</translation>
    </message>
    <message>
        <source>{path} (there is not enough memory to decode it)</source>
        <translation>{path}（内存不足，无法解码）</translation>
    </message>
    <message>
        <source>{path} already holds a run. Choose another folder, or remove it.</source>
        <translation>{path} 中已有一次训练。请选择其他文件夹，或将其移除。</translation>
    </message>
    <message>
        <source>{path} already holds a training. Start another one, or go on with this one.</source>
        <translation>{path} 中已有一次训练。请新建训练，或继续这次训练。</translation>
    </message>
    <message>
        <source>{path} belongs to another user, who could change the plugin. Copy it to a folder of yours.</source>
        <translation>{path} 属于其他用户，其可能更改插件。请复制到您自己的文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be made: {error}. Choose another folder.</source>
        <translation>无法创建 {path}：{error}。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be opened: {error}</source>
        <translation>无法打开 {path}：{error}</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>无法读取 {path}：{error}。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({error}); the training goes on without a log, which is written when that can be done again.</source>
        <translation>无法写入 {path}（{error}）；训练继续，日志待可写时再补写。</translation>
    </message>
    <message>
        <source>{path} cannot go on: its last checkpoint is damaged. The best one can be exported.</source>
        <translation>{path} 无法继续：最后的检查点已损坏。最佳检查点可以导出。</translation>
    </message>
    <message>
        <source>{path} cannot go on: its last checkpoint was not written before it ended. The best one can be exported.</source>
        <translation>{path} 无法继续：结束前未写入最后的检查点。最佳检查点可以导出。</translation>
    </message>
    <message>
        <source>{path} could not be removed: {error}.</source>
        <translation>无法移除 {path}：{error}。</translation>
    </message>
    <message>
        <source>{path} could not be written for too long: it ends here. The training goes on.</source>
        <translation>{path} 过久无法写入：日志到此为止。训练继续。</translation>
    </message>
    <message>
        <source>{path} could not be written: {error}. The old file, if any, is as it was.</source>
        <translation>无法写入 {path}：{error}。原有文件（如有）保持不变。</translation>
    </message>
    <message>
        <source>{path} has a folder {folder} but no folder train.</source>
        <translation>{path} 有文件夹 {folder}，但没有文件夹 train。</translation>
    </message>
    <message>
        <source>{path} has done all its {steps} steps. Train again with more epochs.</source>
        <translation>{path} 已完成全部 {steps} 步。请增加轮数再训练。</translation>
    </message>
    <message>
        <source>{path} has no class folders.</source>
        <translation>{path} 没有类别文件夹。</translation>
    </message>
    <message>
        <source>{path} has no pictures of {names}; add some or remove the empty folders.</source>
        <translation>{path} 没有 {names} 的图片；请添加，或移除空文件夹。</translation>
    </message>
    <message>
        <source>{path} has no pictures of {names}; they are learned but not validated.</source>
        <translation>{path} 没有 {names} 的图片；这些类别参与学习但不验证。</translation>
    </message>
    <message>
        <source>{path} has no validation folder: every fifth picture of each class ({count} in all) is kept for validation.</source>
        <translation>{path} 没有验证文件夹：每个类别每五张取一张（共 {count} 张）留作验证。</translation>
    </message>
    <message>
        <source>{path} has one class only, {name}; telling classes apart takes at least two.</source>
        <translation>{path} 只有一个类别 {name}；分类至少需要两个。</translation>
    </message>
    <message>
        <source>{path} has one picture per class, which leaves none to validate with; add more.</source>
        <translation>{path} 每个类别只有一张图片，没有可用于验证的；请添加更多。</translation>
    </message>
    <message>
        <source>{path} has the folder {name}, which is no WordNet number such as n01440764. Open it as a plain folder instead.</source>
        <translation>{path} 有文件夹 {name}，它不是 n01440764 这样的 WordNet 编号。请作为普通文件夹打开。</translation>
    </message>
    <message>
        <source>{path} has {count} pictures and not as many labels. Get it again.</source>
        <translation>{path} 有 {count} 张图片，但标签数不同。请重新获取。</translation>
    </message>
    <message>
        <source>{path} has {count} pictures, but {other} {number} labels. Get both again.</source>
        <translation>{path} 有 {count} 张图片，而 {other} 有 {number} 个标签。请重新获取两者。</translation>
    </message>
    <message>
        <source>{path} has {names}, which {other} has not; both need the same class folders, so rename or remove these.</source>
        <translation>{path} 有 {names}，而 {other} 没有；两者的类别文件夹须相同，请重命名或移除它们。</translation>
    </message>
    <message>
        <source>{path} has {size} bytes, which are no whole pictures. Get it again.</source>
        <translation>{path} 有 {size} 字节，不是整数张图片。请重新获取。</translation>
    </message>
    <message>
        <source>{path} holds 1 picture but no class folders.</source>
        <translation>{path} 有 1 张图片，但没有类别文件夹。</translation>
    </message>
    <message>
        <source>{path} holds more than {number} MiB. A plugin is small.</source>
        <translation>{path} 超过 {number} MiB。插件应当很小。</translation>
    </message>
    <message>
        <source>{path} holds more than {number} files. A plugin is small.</source>
        <translation>{path} 含有超过 {number} 个文件。插件应当很小。</translation>
    </message>
    <message>
        <source>{path} holds no ImageNet: expected are the folders train/n01440764 and val.</source>
        <translation>{path} 中没有 ImageNet：应有文件夹 train/n01440764 和 val。</translation>
    </message>
    <message>
        <source>{path} holds no dictionary of weights; nothing was loaded.</source>
        <translation>{path} 不含权重字典；未载入任何内容。</translation>
    </message>
    <message>
        <source>{path} holds no pictures of 32×32 pixels. Get it again.</source>
        <translation>{path} 中没有 32×32 像素的图片。请重新获取。</translation>
    </message>
    <message>
        <source>{path} holds no undamaged checkpoint. Train it first.</source>
        <translation>{path} 中没有完好的检查点。请先训练。</translation>
    </message>
    <message>
        <source>{path} holds no {name}: expected is the folder {folder}, with {file}.</source>
        <translation>{path} 中没有 {name}：应有文件夹 {folder}，内含 {file}。</translation>
    </message>
    <message>
        <source>{path} holds no {name}: the file {file} (or {packed}) is not there.</source>
        <translation>{path} 中没有 {name}：缺少文件 {file}（或 {packed}）。</translation>
    </message>
    <message>
        <source>{path} holds the weights of another network.</source>
        <translation>{path} 含有其他网络的权重。</translation>
    </message>
    <message>
        <source>{path} holds weights without a network. Import them into a document: alexstudio weights.</source>
        <translation>{path} 只含权重而没有网络。请将其导入文档：alexstudio weights。</translation>
    </message>
    <message>
        <source>{path} holds {count} pictures but no class folders.</source>
        <translation>{path} 有 {count} 张图片，但没有类别文件夹。</translation>
    </message>
    <message>
        <source>{path} holds {size} bytes; at most {limit} are read.</source>
        <translation>{path} 有 {size} 字节；最多读取 {limit} 字节。</translation>
    </message>
    <message>
        <source>{path} is a Caffe network: it has a solver file, and no parameter file.</source>
        <translation>{path} 是 Caffe 网络：它配有求解器文件，没有参数文件。</translation>
    </message>
    <message>
        <source>{path} is a cuda-convnet network: it has a parameter file, and no solver file.</source>
        <translation>{path} 是 cuda-convnet 网络：它配有参数文件，没有求解器文件。</translation>
    </message>
    <message>
        <source>{path} is a file of weights without a network: alexstudio weights DOC {file}.</source>
        <translation>{path} 是没有网络的权重文件：alexstudio weights DOC {file}。</translation>
    </message>
    <message>
        <source>{path} is a file; choose the folder that holds the pictures.</source>
        <translation>{path} 是文件；请选择存放图片的文件夹。</translation>
    </message>
    <message>
        <source>{path} is a folder, not a file.</source>
        <translation>{path} 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>{path} is a folder. Give the name of a file in it.</source>
        <translation>{path} 是文件夹。请给出其中的文件名。</translation>
    </message>
    <message>
        <source>{path} is a program: importing it runs its code, which can do anything you can. Only if you trust it, say so: --i-trust-this-code.</source>
        <translation>{path} 是程序：导入会运行其代码，而代码能做您能做的任何事。只有信任它时才确认：--i-trust-this-code。</translation>
    </message>
    <message>
        <source>{path} is a symbolic link. Put the file itself there.</source>
        <translation>{path} 是符号链接。请放入文件本身。</translation>
    </message>
    <message>
        <source>{path} is damaged, or is not a file of plain weights; nothing was loaded.</source>
        <translation>{path} 已损坏，或不是单纯的权重文件；未载入任何内容。</translation>
    </message>
    <message>
        <source>{path} is damaged, or not a safetensors file. Import the weights again.</source>
        <translation>{path} 已损坏，或不是 safetensors 文件。请重新导入权重。</translation>
    </message>
    <message>
        <source>{path} is damaged, so no plugin is enabled. Enable those that you want again.</source>
        <translation>{path} 已损坏，因此未启用任何插件。请重新启用所需的插件。</translation>
    </message>
    <message>
        <source>{path} is damaged, so this run cannot be read.</source>
        <translation>{path} 已损坏，因此无法读取此次训练。</translation>
    </message>
    <message>
        <source>{path} is damaged.</source>
        <translation>{path} 已损坏。</translation>
    </message>
    <message>
        <source>{path} is damaged: it cannot be unpacked. Get it again.</source>
        <translation>{path} 已损坏：无法解压。请重新获取。</translation>
    </message>
    <message>
        <source>{path} is missing or damaged, so {other} is exported.</source>
        <translation>{path} 缺失或已损坏，因此导出 {other}。</translation>
    </message>
    <message>
        <source>{path} is neither a Caffe prototxt nor a layer file of cuda-convnet.</source>
        <translation>{path} 既不是 Caffe 的 prototxt，也不是 cuda-convnet 的层文件。</translation>
    </message>
    <message>
        <source>{path} is no IDX file of bytes in {number} dimensions. Get it again.</source>
        <translation>{path} 不是 {number} 维字节的 IDX 文件。请重新获取。</translation>
    </message>
    <message>
        <source>{path} is no plugin: it has no {file}.</source>
        <translation>{path} 不是插件：其中没有 {file}。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8 text: line {line} holds a byte that is none. Files of weights are not read.</source>
        <translation>{path} 不是 UTF-8 文本：第 {line} 行含无效字节。不读取权重文件。</translation>
    </message>
    <message>
        <source>{path} is not a checkpoint of this program.</source>
        <translation>{path} 不是本程序的检查点。</translation>
    </message>
    <message>
        <source>{path} is not a regular file.</source>
        <translation>{path} 不是普通文件。</translation>
    </message>
    <message>
        <source>{path} is not a run folder: {problem}</source>
        <translation>{path} 不是训练文件夹：{problem}</translation>
    </message>
    <message>
        <source>{path} is not read: {problem}. Get it again from its authors.</source>
        <translation>未读取 {path}：{problem}。请从其作者处重新获取。</translation>
    </message>
    <message>
        <source>{path} is not text: the engine reads it, which alexstudio import asks.</source>
        <translation>{path} 不是文本：由引擎读取，请用 alexstudio import。</translation>
    </message>
    <message>
        <source>{path} is not the file of weights that the recipe was made with: its content changed. Import it again.</source>
        <translation>{path} 不是制定配方时的权重文件：其内容已改变。请重新导入。</translation>
    </message>
    <message>
        <source>{path} is written again, and nothing is missing in it.</source>
        <translation>{path} 又可写入，内容没有缺失。</translation>
    </message>
    <message>
        <source>{path} is {what}, which cannot be imported; Caffe&apos;s prototxt, cuda-convnet&apos;s layer files, ONNX and networks of torch can.</source>
        <translation>{path} 是 {what}，无法导入；可导入 Caffe 的 prototxt、cuda-convnet 的层文件、ONNX 和 torch 的网络。</translation>
    </message>
    <message>
        <source>{path} lacks what is needed to go on; it was written by another version.</source>
        <translation>{path} 缺少继续所需的内容；它由其他版本写入。</translation>
    </message>
    <message>
        <source>{path} lies more than {number} folders deep in its plugin.</source>
        <translation>{path} 在插件中的层级超过 {number} 个文件夹。</translation>
    </message>
    <message>
        <source>{path} names no classes. Get {name} again.</source>
        <translation>{path} 未列出类别。请重新获取 {name}。</translation>
    </message>
    <message>
        <source>{path} should hold {count} bytes after its header, but has {number}.</source>
        <translation>{path} 在文件头之后应有 {count} 字节，但有 {number}。</translation>
    </message>
    <message>
        <source>{path} was not imported: {name} makes no torch.nn.Module, but {type}.</source>
        <translation>未导入 {path}：{name} 生成的不是 torch.nn.Module，而是 {type}。</translation>
    </message>
    <message>
        <source>{path} was not imported: {problem}</source>
        <translation>未导入 {path}：{problem}</translation>
    </message>
    <message>
        <source>{path} was not imported: {problem}.</source>
        <translation>未导入 {path}：{problem}。</translation>
    </message>
    <message>
        <source>{path} was not read: it takes far more memory than its size.</source>
        <translation>未读取 {path}：它需要远超其大小的内存。</translation>
    </message>
    <message>
        <source>{path} was not read: {problem}.</source>
        <translation>未读取 {path}：{problem}。</translation>
    </message>
    <message>
        <source>{path} was not read: {why}. Nothing in it was run.</source>
        <translation>未读取 {path}：{why}。其中的内容均未运行。</translation>
    </message>
    <message>
        <source>{path} was written but does not read back the same. The disk may be failing.</source>
        <translation>{path} 已写入，但读回的内容不同。磁盘可能有故障。</translation>
    </message>
    <message>
        <source>{pieces} batches of {own} pictures make one step of {batch}.</source>
        <translation>{pieces} 批、每批 {own} 张图片合为一步，共 {batch} 张。</translation>
    </message>
    <message>
        <source>{place} adds learned numbers outside a layer, which a document cannot say.</source>
        <translation>{place} 在层之外加上可学习的数，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} asks a pooling layer for its indices, which a document does not have.</source>
        <translation>{place} 要求池化层给出索引，而文档没有。</translation>
    </message>
    <message>
        <source>{place} calls {name} with arguments that are not known here.</source>
        <translation>{place} 以此处未知的参数调用 {name}。</translation>
    </message>
    <message>
        <source>{place} cannot be read: {error}.</source>
        <translation>无法读取 {place}：{error}。</translation>
    </message>
    <message>
        <source>{place} changes in place what other layers see as another tensor, which a document cannot say. Use inplace=False.</source>
        <translation>{place} 原地修改了其他层所见的张量，文档无法表达。请用 inplace=False。</translation>
    </message>
    <message>
        <source>{place} computes a softmax as a function. Use torch.nn.Softmax, or leave it out: the loss has it.</source>
        <translation>{place} 以函数计算 softmax。请用 torch.nn.Softmax，或去掉它：损失已包含。</translation>
    </message>
    <message>
        <source>{place} computes its weights while it runs, which a document cannot say.</source>
        <translation>{place} 在运行时计算权重，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} computes with its weights before it uses them, which a document cannot say.</source>
        <translation>{place} 在使用权重之前先对其计算，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} computes {name}, for which there is no layer type. Replace it, or make a plugin that declares one.</source>
        <translation>{place} 计算 {name}，没有对应的层类型。请替换它，或编写声明该类型的插件。</translation>
    </message>
    <message>
        <source>{place} convolves {channels} channels, but gets {number}.</source>
        <translation>{place} 卷积 {channels} 个通道，但得到 {number} 个。</translation>
    </message>
    <message>
        <source>{place} cuts along dimension {dim}, and a document cuts along the channels only. Use dim = 1.</source>
        <translation>{place} 沿维度 {dim} 切分，而文档只沿通道切分。请用 dim = 1。</translation>
    </message>
    <message>
        <source>{place} cuts out more than there is.</source>
        <translation>{place} 裁出的多于现有。</translation>
    </message>
    <message>
        <source>{place} decides by values that it computes which way to go, which a document cannot say. Take the decision out of forward.</source>
        <translation>{place} 根据计算出的值决定走向，文档无法表达。请将该判断移出 forward。</translation>
    </message>
    <message>
        <source>{place} divides by 0.</source>
        <translation>{place} 除以 0。</translation>
    </message>
    <message>
        <source>{place} flattens from another axis than the first after the batch.</source>
        <translation>{place} 不是从批之后的第一个轴展平。</translation>
    </message>
    <message>
        <source>{place} gets its weights from a layer, not from the file, which a document cannot say.</source>
        <translation>{place} 的权重来自层而非文件，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} has a softplus with threshold = {threshold}, which a document cannot say. Use 20.</source>
        <translation>{place} 的 softplus 阈值为 {threshold}，文档无法表达。请用 20。</translation>
    </message>
    <message>
        <source>{place} has an axis other than 1, which a document cannot say.</source>
        <translation>{place} 的轴不是 1，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} has local_size {size}, but Caffe takes odd sizes only.</source>
        <translation>{place} 的 local_size 为 {size}，但 Caffe 只接受奇数。</translation>
    </message>
    <message>
        <source>{place} has no inputs.</source>
        <translation>{place} 没有输入。</translation>
    </message>
    <message>
        <source>{place} has no kernel_size.</source>
        <translation>{place} 没有 kernel_size。</translation>
    </message>
    <message>
        <source>{place} has no type.</source>
        <translation>{place} 没有类型。</translation>
    </message>
    <message>
        <source>{place} has no {name}.</source>
        <translation>{place} 没有 {name}。</translation>
    </message>
    <message>
        <source>{place} has the neuron {text}, which cannot be read.</source>
        <translation>{place} 的神经元 {text} 无法读取。</translation>
    </message>
    <message>
        <source>{place} has the neuron {text}, which needs {number} numbers in brackets.</source>
        <translation>{place} 的神经元 {text} 需要 {number} 个带括号的数。</translation>
    </message>
    <message>
        <source>{place} has the operation {name}, but there are SUM, PROD and MAX.</source>
        <translation>{place} 的运算为 {name}，但只有 SUM、PROD 和 MAX。</translation>
    </message>
    <message>
        <source>{place} has {number} coeffs for {count} inputs.</source>
        <translation>{place} 有 {number} 个系数，但有 {count} 个输入。</translation>
    </message>
    <message>
        <source>{place} has {number} factors for {count} bottoms.</source>
        <translation>{place} 有 {number} 个系数，但有 {count} 个 bottom。</translation>
    </message>
    <message>
        <source>{place} has {number} numbers for {name}: only maps of height and width can be read.</source>
        <translation>{place} 的 {name} 有 {number} 个数：只能读取有高和宽的特征图。</translation>
    </message>
    <message>
        <source>{place} has {number} numbers in {name}, but {count} inputs.</source>
        <translation>{place} 的 {name} 有 {number} 个数，但有 {count} 个输入。</translation>
    </message>
    <message>
        <source>{place} has {text} for {name}, which is no number.</source>
        <translation>{place} 的 {name} 为 {text}，不是数。</translation>
    </message>
    <message>
        <source>{place} has {text} for {name}, which is no whole number.</source>
        <translation>{place} 的 {name} 为 {text}，不是整数。</translation>
    </message>
    <message>
        <source>{place} has {text} for {name}, which must be true or false.</source>
        <translation>{place} 的 {name} 为 {text}，须为真或假。</translation>
    </message>
    <message>
        <source>{place} holds {count} numbers, where a {type} on its input has {expected}. Remove weight normalisation and the like, and check the size of the pictures.</source>
        <translation>{place} 含 {count} 个数，而其输入上的 {type} 有 {expected} 个。请移除权重归一化之类，并检查图片大小。</translation>
    </message>
    <message>
        <source>{place} is a matrix product other than that of a dense layer.</source>
        <translation>{place} 是全连接层以外的矩阵乘积。</translation>
    </message>
    <message>
        <source>{place} is a {name}, for which there is no layer type. Replace it, or make a plugin that declares one.</source>
        <translation>{place} 是 {name}，没有对应的层类型。请替换它，或编写声明该类型的插件。</translation>
    </message>
    <message>
        <source>{place} is a {type} along dimension {dim}; a document has it for class scores only.</source>
        <translation>{place} 是沿维度 {dim} 的 {type}；文档只对类别得分使用它。</translation>
    </message>
    <message>
        <source>{place} is a {type} that does not get just one layer&apos;s output.</source>
        <translation>{place} 是 {type}，但得到的不只是一层的输出。</translation>
    </message>
    <message>
        <source>{place} is a {type} with {name} = {value}, which a document cannot say. Use {label} = {best}.</source>
        <translation>{place} 是 {name} = {value} 的 {type}，文档无法表达。请用 {label} = {best}。</translation>
    </message>
    <message>
        <source>{place} is made for {expected}, but gets {found}. Use another size of pictures.</source>
        <translation>{place} 要求 {expected}，但得到 {found}。请使用其他大小的图片。</translation>
    </message>
    <message>
        <source>{place} is not for maps of height and width.</source>
        <translation>{place} 不用于有高和宽的特征图。</translation>
    </message>
    <message>
        <source>{place} is of type {type}, which reads one bottom, but it has {number}.</source>
        <translation>{place} 类型为 {type}，应读取一个 bottom，但有 {number} 个。</translation>
    </message>
    <message>
        <source>{place} is of type {type}, which reads something, but it has no bottom.</source>
        <translation>{place} 类型为 {type}，应有输入，但没有 bottom。</translation>
    </message>
    <message>
        <source>{place} is of type {type}, which takes one input, but it has {number}.</source>
        <translation>{place} 类型为 {type}，应有一个输入，但有 {number} 个。</translation>
    </message>
    <message>
        <source>{place} is on GPU {number}; a document has GPUs 0 to {last}.</source>
        <translation>{place} 在 GPU {number} 上；文档的 GPU 为 0 至 {last}。</translation>
    </message>
    <message>
        <source>{place} is used again, and in a document every layer has weights of its own. Make a second module with its own weights.</source>
        <translation>{place} 被再次使用，而文档中每层有自己的权重。请另建一个有自己权重的模块。</translation>
    </message>
    <message>
        <source>{place} joins along another axis than the channels.</source>
        <translation>{place} 沿通道以外的轴拼接。</translation>
    </message>
    <message>
        <source>{place} joins along dimension {dim}, and a document joins along the channels only. Use dim = 1.</source>
        <translation>{place} 沿维度 {dim} 拼接，而文档只沿通道拼接。请用 dim = 1。</translation>
    </message>
    <message>
        <source>{place} multiplies by learned numbers ({sizes}), and a document has one learned factor for each channel of maps. Give the parameter the shape (channels, 1, 1).</source>
        <translation>{place} 乘以可学习的数（{sizes}），而文档中每个特征图通道只有一个可学习系数。请将参数形状设为 (channels, 1, 1)。</translation>
    </message>
    <message>
        <source>{place} needs a sizeX and a stride of 1 at least.</source>
        <translation>{place} 的 sizeX 和步幅至少为 1。</translation>
    </message>
    <message>
        <source>{place} needs a stride of 1 at least.</source>
        <translation>{place} 的步幅至少为 1。</translation>
    </message>
    <message>
        <source>{place} normalises over {sizes}, and a document can normalise over the channels of maps only. Permute the maps to channels last before it, or use GroupNorm with one group.</source>
        <translation>{place} 对 {sizes} 归一化，而文档只能对特征图的通道归一化。请先将特征图转为通道在后，或使用单组的 GroupNorm。</translation>
    </message>
    <message>
        <source>{place} pads by mirroring, for which there is no layer type.</source>
        <translation>{place} 以镜像填充，没有对应的层类型。</translation>
    </message>
    <message>
        <source>{place} pads by the size of its input, which is not known.</source>
        <translation>{place} 按输入大小填充，但输入大小未知。</translation>
    </message>
    <message>
        <source>{place} pads other axes than height and width, or not by zeros.</source>
        <translation>{place} 填充高和宽以外的轴，或填充的不是零。</translation>
    </message>
    <message>
        <source>{place} pads with something else than zeros around the maps, which a document cannot say.</source>
        <translation>{place} 在特征图周围填充的不是零，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} picks pictures out of the batch, which a document cannot say. Keep the whole batch.</source>
        <translation>{place} 从批中挑选图片，文档无法表达。请保留整批。</translation>
    </message>
    <message>
        <source>{place} pools by {name}, but there are MAX, AVE and STOCHASTIC.</source>
        <translation>{place} 以 {name} 池化，但只有 MAX、AVE 和 STOCHASTIC。</translation>
    </message>
    <message>
        <source>{place} raises to the power {exponent}, and a document has powers 2 and 0.5 only.</source>
        <translation>{place} 求 {exponent} 次幂，而文档只有 2 和 0.5 次幂。</translation>
    </message>
    <message>
        <source>{place} reads labels; a document reads pictures only.</source>
        <translation>{place} 读取标签；文档只读取图片。</translation>
    </message>
    <message>
        <source>{place} reads weights where the output of a layer belongs, or nothing.</source>
        <translation>{place} 在应为层输出之处读取权重，或没有读取。</translation>
    </message>
    <message>
        <source>{place} reads {name}, which are labels; a document reads pictures only.</source>
        <translation>{place} 读取标签 {name}；文档只读取图片。</translation>
    </message>
    <message>
        <source>{place} reads {name}, which is no layer above it.</source>
        <translation>{place} 读取 {name}，但上方没有该层。</translation>
    </message>
    <message>
        <source>{place} reads {name}, which no layer above it writes.</source>
        <translation>{place} 读取 {name}，但上方没有层写入它。</translation>
    </message>
    <message>
        <source>{place} reads {number} channels, but its input has {channels}.</source>
        <translation>{place} 读取 {number} 个通道，但其输入有 {channels} 个。</translation>
    </message>
    <message>
        <source>{place} reorders dimensions ({names}), which a document cannot say. Keep (batch, channels, height, width), or permute to channels last and back.</source>
        <translation>{place} 重排维度（{names}），文档无法表达。请保持 (batch, channels, height, width)，或转为通道在后再转回。</translation>
    </message>
    <message>
        <source>{place} reshapes to sizes that it computes from pictures, which a document cannot say.</source>
        <translation>{place} 变形为由图片算出的大小，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} reshapes to something that is neither a vector nor maps.</source>
        <translation>{place} 变形为既非向量也非特征图的形状。</translation>
    </message>
    <message>
        <source>{place} reshapes {sizes} to ({other}), which mixes pictures or does not fit. Keep the batch as the first size; if a size was written as a number, use pictures of the right size.</source>
        <translation>{place} 将 {sizes} 变形为 ({other})，这会混合图片或不匹配。请保持批为第一维；若有大小写成了固定数字，请使用相应大小的图片。</translation>
    </message>
    <message>
        <source>{place} resizes maps in a way that a document cannot say: by whole factors, corners not aligned.</source>
        <translation>{place} 缩放特征图的方式文档无法表达：只能按整数倍，且角点不对齐。</translation>
    </message>
    <message>
        <source>{place} subtracts or divides layers, for which there is no layer type.</source>
        <translation>{place} 对层做减法或除法，没有对应的层类型。</translation>
    </message>
    <message>
        <source>{place} takes a mean over other axes than height and width.</source>
        <translation>{place} 对高和宽以外的轴取平均。</translation>
    </message>
    <message>
        <source>{place} takes a mean over other dimensions than height and width together, which a document cannot say. Use mean((2, 3)).</source>
        <translation>{place} 不是对高和宽一起取平均，文档无法表达。请用 mean((2, 3))。</translation>
    </message>
    <message>
        <source>{place} takes another axis than the classes.</source>
        <translation>{place} 取类别以外的轴。</translation>
    </message>
    <message>
        <source>{place} treats the batch as values, which a document cannot say. Start at dimension 1.</source>
        <translation>{place} 将批维度当作数值，文档无法表达。请从维度 1 开始。</translation>
    </message>
    <message>
        <source>{place} uses the weights of {owner} again, and in a document every layer has weights of its own. Make a second module with its own weights.</source>
        <translation>{place} 再次使用 {owner} 的权重，而文档中每层有自己的权重。请另建一个有自己权重的模块。</translation>
    </message>
    <message>
        <source>{place} writes into a tensor, which a document cannot say.</source>
        <translation>{place} 写入张量，文档无法表达。</translation>
    </message>
    <message>
        <source>{place} writes {number} values, but has {count} tops.</source>
        <translation>{place} 输出 {number} 个值，但有 {count} 个 top。</translation>
    </message>
    <message>
        <source>{problem} The training goes on; its earlier checkpoints are as they were.</source>
        <translation>{problem}训练继续；之前的检查点保持原样。</translation>
    </message>
    <message>
        <source>{rest}, {count} groups</source>
        <translation>{rest}，{count} 组</translation>
    </message>
    <message>
        <source>{side} all around</source>
        <translation>四周 {side}</translation>
    </message>
    <message>
        <source>{size} processes on a machine, each with {span} GPUs, need {needed}; this one has {there}. Start fewer processes on it (--nproc-per-node).</source>
        <translation>一台机器上 {size} 个进程，每个 {span} 个 GPU，共需 {needed} 个；本机有 {there} 个。请减少进程数 (--nproc-per-node)。</translation>
    </message>
    <message>
        <source>{size} processes on {machines} machines share each batch; the batch size is that of all together.</source>
        <translation>{machines} 台机器上的 {size} 个进程分担每批；批大小是所有进程合计的。</translation>
    </message>
    <message>
        <source>{size} processes share each batch; the batch size is that of all together.</source>
        <translation>{size} 个进程分担每批；批大小是所有进程合计的。</translation>
    </message>
    <message>
        <source>{size}, stride {stride}</source>
        <translation>{size}，步幅 {stride}</translation>
    </message>
    <message>
        <source>{some} of the network&apos;s {whole} tensors were found: {number} by name, {order} by order and shape.</source>
        <translation>网络的 {whole} 个张量中找到 {some} 个：{number} 个按名称，{order} 个按顺序和形状。</translation>
    </message>
    <message>
        <source>{some} of the network&apos;s {whole} tensors were found: {number} by name.</source>
        <translation>网络的 {whole} 个张量中找到 {some} 个：{number} 个按名称。</translation>
    </message>
    <message>
        <source>{source} already depends on {target}; this wire would close a cycle.</source>
        <translation>{source} 已依赖 {target}；此连线会形成环。</translation>
    </message>
    <message>
        <source>{source} → {target}, and back in training</source>
        <translation>{source} → {target}，训练时往返</translation>
    </message>
    <message>
        <source>{steps} steps of {batch} pictures are {epochs} epochs of the {count} pictures of ImageNet, which its 1,000 classes suggest.</source>
        <translation>{steps} 步、每步 {batch} 张图片，相当于 ImageNet {count} 张图片的 {epochs} 轮（据其 1,000 个类别推断）。</translation>
    </message>
    <message>
        <source>{title} could not be downloaded to {path}: {error}. Is the network there? Or get it from {site} yourself and choose the folder that you unpack it in.</source>
        <translation>无法将 {title} 下载到 {path}：{error}。网络连接正常吗？也可自行从 {site} 获取，并选择解压后的文件夹。</translation>
    </message>
    <message>
        <source>{title} in {path}: {train} pictures to train on, {validation} to validate.</source>
        <translation>{path} 中的 {title}：训练图片 {train} 张，验证图片 {validation} 张。</translation>
    </message>
    <message>
        <source>{way} against {against} ({precision}): {told}</source>
        <translation>{way} 对比 {against}（{precision}）：{told}</translation>
    </message>
    <message>
        <source>“{text}” after {name} is not a number. Write it like 1000, 1.5M, 64KiB or 10%.</source>
        <translation>{name} 之后的“{text}”不是数。请写成 1000、1.5M、64KiB 或 10%。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>110 %</source>
        <translation>110 %</translation>
    </message>
    <message>
        <source>125 %</source>
        <translation>125 %</translation>
    </message>
    <message>
        <source>150 %</source>
        <translation>150 %</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Ctrl+wheel always zooms, and a trackpad scrolls and pinches either way.</source>
        <translation>Ctrl+滚轮总是缩放；触控板总能滚动和捏合缩放。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>鼠标滚轮</translation>
    </message>
    <message>
        <source>Open the documents of the last time at the start</source>
        <translation>启动时打开上次的文档</translation>
    </message>
    <message>
        <source>Rows, buttons and icons grow with it.</source>
        <translation>行、按钮和图标随之放大。</translation>
    </message>
    <message>
        <source>Scrolls</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Unsaved work that a crash left comes back in any case.</source>
        <translation>崩溃时未保存的内容总会恢复。</translation>
    </message>
    <message>
        <source>Zooms</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>下次启动时生效。</translation>
    </message>
</context>
<context>
    <name>SharedForm</name>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>activations, batch {batch}</source>
        <translation>激活，批大小 {batch}</translation>
    </message>
</context>
<context>
    <name>ShortcutPage</name>
    <message>
        <source>Find a command or a key</source>
        <translation>查找命令或按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>所选命令的新按键</translation>
    </message>
    <message>
        <source>Use it here instead</source>
        <translation>改用于此</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>All to default</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Press a key:</source>
        <translation>按下按键：</translation>
    </message>
    <message>
        <source>{key} cannot be used: {use}.</source>
        <translation>{key} 不能使用：{use}。</translation>
    </message>
    <message>
        <source>{key} is a key of “{command}”, which would lose it.</source>
        <translation>{key} 是“{command}”的一个按键，该命令将失去它。</translation>
    </message>
    <message>
        <source>{key} is the key of “{command}”, which would have none.</source>
        <translation>{key} 是“{command}”的按键，该命令将没有按键。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Shortcuts and gestures</source>
        <translation>快捷键与手势</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>画布上</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>{keys} or {key}</source>
        <translation>{keys} 或 {key}</translation>
    </message>
    <message>
        <source>held, it pans the canvas</source>
        <translation>按住可平移画布</translation>
    </message>
    <message>
        <source>it gives up a gesture, then the selection</source>
        <translation>它先放弃手势，再取消选择</translation>
    </message>
    <message>
        <source>it nudges the selected cards on the canvas</source>
        <translation>它微移画布上所选的卡片</translation>
    </message>
    <message>
        <source>it takes what is typed</source>
        <translation>它确认输入</translation>
    </message>
</context>
<context>
    <name>Silence</name>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>让它继续</translation>
    </message>
    <message>
        <source>The training has said nothing for {seconds} seconds; it may hang. Wait, or end its process: the last checkpoint is kept.</source>
        <translation>训练已有 {seconds} 秒没有响应，可能已停滞。请等待，或结束其进程：最后的检查点会保留。</translation>
    </message>
    <message>
        <source>The training process ({number}) was stopped from outside.</source>
        <translation>训练进程（{number}）被外部停止。</translation>
    </message>
</context>
<context>
    <name>SourceBox</name>
    <message>
        <source>Build now</source>
        <translation>立即生成</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Count and check all pictures, and measure their colours</source>
        <translation>清点并检查所有图片，测量其颜色</translation>
    </message>
    <message>
        <source>Decode all pictures now, so that already the first epoch is fast</source>
        <translation>现在解码所有图片，使第一轮就快</translation>
    </message>
    <message>
        <source>Decoded pictures</source>
        <translation>解码后的图片</translation>
    </message>
    <message>
        <source>Decoded pictures are kept on the disk, and read from there in every epoch</source>
        <translation>解码后的图片存于磁盘，每轮从那里读取</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Fetch the set from its own site into this folder</source>
        <translation>从数据集的官方网站下载到此文件夹</translation>
    </message>
    <message>
        <source>Folder of the pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Folder with pictures</source>
        <translation>图片所在文件夹</translation>
    </message>
    <message>
        <source>Keep decoded pictures</source>
        <translation>保存解码后的图片</translation>
    </message>
    <message>
        <source>Leave out broken pictures</source>
        <translation>略去损坏的图片</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Source of the pictures</source>
        <translation>图片来源</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>leave out broken pictures</source>
        <translation>略去损坏的图片</translation>
    </message>
    <message>
        <source>{done} of {total} pictures of {side} pixels are kept decoded, {size} GB.</source>
        <translation>{total} 张 {side} 像素的图片中 {done} 张已保存解码结果，{size} GB。</translation>
    </message>
    <message>
        <source>{text}, {time} left</source>
        <translation>{text}，剩余 {time}</translation>
    </message>
    <message>
        <source>{what}: {done} of {total}</source>
        <translation>{what}：{done} / {total}</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A torch.nn.Module of your own. Its code runs in a process of its own with limits of time and memory.</source>
        <translation>您自己的 torch.nn.Module。其代码在单独的进程中运行，限制时间和内存。</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Caffe prototxt, cuda-convnet layer file, ONNX, or a .pt that this program wrote. Nothing in a file is run. A Caffe solver or a cuda-convnet parameter file beside it becomes the recipe.</source>
        <translation>Caffe prototxt、cuda-convnet 层文件、ONNX，或本程序写出的 .pt。不会运行文件中的任何内容。旁边的 Caffe solver 或 cuda-convnet 参数文件会成为配方。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>I trust this code: it can do anything that I can</source>
        <translation>我信任此代码：它能做我能做的任何事</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Net, or a function that returns a network</source>
        <translation>Net，或返回网络的函数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Network of torchvision</source>
        <translation>torchvision 的网络</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <source>Side of the pictures</source>
        <translation>图片边长</translation>
    </message>
    <message>
        <source>Solver or parameters</source>
        <translation>Solver 或参数</translation>
    </message>
    <message>
        <source>The network as torchvision builds it, with weights that are drawn anew. Nothing is downloaded.</source>
        <translation>由 torchvision 构建的网络，权重重新抽取。不会下载任何内容。</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>按惯例</translation>
    </message>
</context>
<context>
    <name>StageView</name>
    <message>
        <source>Steps of one picture into the network</source>
        <translation>一张图片进入网络的各步</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Divide the learning rate by 10 from the next step on</source>
        <translation>从下一步起将学习率除以 10</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Hold the training after the step at hand</source>
        <translation>完成当前步后暂停训练</translation>
    </message>
    <message>
        <source>Look at the validation pictures now. It counts neither for the schedule nor for the best weights</source>
        <translation>立即用验证图片评估。不计入调度，也不计入最佳权重</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Take the next step</source>
        <translation>执行下一步</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Write the weights to the run&apos;s folder now</source>
        <translation>立即将权重写入训练的文件夹</translation>
    </message>
</context>
<context>
    <name>StructureVerbs</name>
    <message>
        <source>{layer} is where the pictures come in; it cannot be bypassed.</source>
        <translation>{layer} 是图片的入口，不能旁路。</translation>
    </message>
    <message>
        <source>Without {what} the network does not fit together: {problem}</source>
        <translation>没有 {what}，网络无法衔接：{problem}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Select a block, or a layer in one.</source>
        <translation>请选择一个块，或块中的一层。</translation>
    </message>
    <message>
        <source>Select layers of a stage or a block; these lie in none.</source>
        <translation>请选择阶段或块中的层；所选的层不属于任何阶段或块。</translation>
    </message>
    <message>
        <source>Select one block, or a layer in it.</source>
        <translation>请选择一个块，或其中的一层。</translation>
    </message>
    <message>
        <source>How many more copies of {what}, one after the other?</source>
        <translation>再依次添加多少个 {what} 的副本？</translation>
    </message>
    <message>
        <source>Repeat a block</source>
        <translation>重复块</translation>
    </message>
    <message>
        <source>“{what}” is now in the palette, under Templates.</source>
        <translation>“{what}”已加入层列表的“模板”。</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
</context>
<context>
    <name>Swatch</name>
    <message>
        <source>Paint {device}</source>
        <translation>涂刷 {device}</translation>
    </message>
    <message>
        <source>{device} (Ctrl+{number})</source>
        <translation>{device}（Ctrl+{number}）</translation>
    </message>
</context>
<context>
    <name>TimelineChart</name>
    <message>
        <source>One step, {time}: {lanes}</source>
        <translation>一步，{time}：{lanes}</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Calibrate again</source>
        <translation>重新校准</translation>
    </message>
    <message>
        <source>Calibrate this machine (about 10 s)</source>
        <translation>校准本机（约 10 秒）</translation>
    </message>
    <message>
        <source>Calibrate this machine first, so that there is a prediction to compare with.</source>
        <translation>请先校准本机，才有可供对比的预测。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measuring how fast this machine is…</source>
        <translation>正在测量本机的速度…</translation>
    </message>
    <message>
        <source>Nothing to measure yet: {problem}</source>
        <translation>暂无可测量的内容：{problem}</translation>
    </message>
    <message>
        <source>Pictures per step, to try out; the recipe stays as it is.</source>
        <translation>每步的图片数，供试算；配方保持不变。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Predict for</source>
        <translation>预测对象</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Save trace…</source>
        <translation>保存跟踪文件…</translation>
    </message>
    <message>
        <source>Steps are measured in float32 or bfloat16, not in {precision}.</source>
        <translation>只能以 float32 或 bfloat16 测量，不能用 {precision}。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The step for chrome://tracing and Perfetto</source>
        <translation>此步，供 chrome://tracing 和 Perfetto 查看</translation>
    </message>
    <message>
        <source>The time of each layer, as a table</source>
        <translation>各层用时的表格</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Timing some training steps…</source>
        <translation>正在为若干训练步计时…</translation>
    </message>
    <message>
        <source>Train some steps on this machine and time each layer</source>
        <translation>在本机训练若干步，并为各层计时</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>on</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>{precision} (auto)</source>
        <translation>{precision}（自动）</translation>
    </message>
</context>
<context>
    <name>Timing</name>
    <message>
        <source>A training runs. Stop it first, or wait for its end.</source>
        <translation>正在训练。请先停止，或等待其结束。</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Between devices in one step, both ways, without the pictures</source>
        <translation>一步中设备间的双向传输，不含图片</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Gradient transfer</source>
        <translation>梯度传输</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>ImageNet, {epochs} epochs</source>
        <translation>ImageNet，{epochs} 轮</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Measured time in one step, forward and backward</source>
        <translation>每步实测时间，含前向与反向</translation>
    </message>
    <message>
        <source>Median of {steps} steps, which took {fastest} to {slowest}</source>
        <translation>{steps} 步的中位数，各步用时 {fastest} 至 {slowest}</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Predicted / measured</source>
        <translation>预测 / 实测</translation>
    </message>
    <message>
        <source>Predicted time in one step, forward and backward</source>
        <translation>每步预测时间，含前向与反向</translation>
    </message>
    <message>
        <source>Predicted time of the backward pass</source>
        <translation>反向传播的预测时间</translation>
    </message>
    <message>
        <source>Predicted time of the forward pass</source>
        <translation>前向传播的预测时间</translation>
    </message>
    <message>
        <source>Rates of {device}: {source}.</source>
        <translation>{device} 的速率：{source}。</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比值</translation>
    </message>
    <message>
        <source>The prediction is {part} too long.</source>
        <translation>预测偏长 {part}。</translation>
    </message>
    <message>
        <source>The prediction is {part} too short.</source>
        <translation>预测偏短 {part}。</translation>
    </message>
    <message>
        <source>The slowest step took {times} times the fastest: something else keeps this machine busy, so that neither the rates nor this measurement say much.</source>
        <translation>最慢的一步用时为最快的 {times} 倍：本机还忙于其他任务，因此速率和此次测量都不太可靠。</translation>
    </message>
    <message>
        <source>The speed of this machine is not known yet.</source>
        <translation>尚不清楚本机的速度。</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>What the paper tells of its training, section 5</source>
        <translation>论文第 5 节所述的训练情况</translation>
    </message>
    <message>
        <source>a step</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>begins after</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>crosses</source>
        <translation>跨设备</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>idle {time}</source>
        <translation>空闲 {time}</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图片/秒</translation>
    </message>
    <message>
        <source>in 2012</source>
        <translation>2012 年</translation>
    </message>
    <message>
        <source>in no layer {time}</source>
        <translation>不在任何层中 {time}</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>measured time</source>
        <translation>实测时间</translation>
    </message>
    <message>
        <source>moves</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>of the step</source>
        <translation>占一步的</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>predicted / measured</source>
        <translation>预测 / 实测</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>time on {place}</source>
        <translation>{place} 上的用时</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{device} waits</source>
        <translation>{device} 等待</translation>
    </message>
    <message>
        <source>{epochs} passes over the {pictures} training pictures of ImageNet</source>
        <translation>遍历 ImageNet 的 {pictures} 张训练图片 {epochs} 次</translation>
    </message>
    <message>
        <source>{hours} hours</source>
        <translation>{hours} 小时</translation>
    </message>
</context>
<context>
    <name>TimingVerbs</name>
    <message>
        <source>Chrome trace</source>
        <translation>Chrome 跟踪文件</translation>
    </message>
    <message>
        <source>Save the trace</source>
        <translation>保存跟踪文件</translation>
    </message>
    <message>
        <source>Wrote {file}. chrome://tracing opens it.</source>
        <translation>已写入 {file}。可用 chrome://tracing 打开。</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>FC6 has 37,752,832 parameters: 9,216 × 4,096 weights and 4,096 biases.</source>
        <translation>FC6 的参数量为 37,752,832：9,216 × 4,096 个权重和 4,096 个偏置。</translation>
    </message>
    <message>
        <source>Click a layer to see its numbers here.</source>
        <translation>单击一层，在此处查看其数值。</translation>
    </message>
    <message>
        <source>Change a value, and every number follows at once. {key} takes it back.</source>
        <translation>改动任一数值，所有数字立即更新。{key} 可撤销。</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Each card is a layer: what it does, the shape that comes out, and the device that it runs on. The wheel zooms, Space and dragging pans, {key} shows everything.</source>
        <translation>每张卡片是一层：它做什么、输出的形状、在哪个设备上运行。滚轮缩放，空格+拖动平移，{key} 显示全部。</translation>
    </message>
    <message>
        <source>Every number</source>
        <translation>每一个数字</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>It starts within a second, on pictures that come with the program. Stop when you like: the weights are kept.</source>
        <translation>一秒内即开始，使用程序自带的图片。可随时停止：权重会保留。</translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation>看它学习</translation>
    </message>
    <message>
        <source>Loss and error of the training move here while it runs. The window stays yours.</source>
        <translation>训练时，损失和错误率在此变化。窗口仍可自由使用。</translation>
    </message>
    <message>
        <source>Take it with you</source>
        <translation>带走模型</translation>
    </message>
    <message>
        <source>The file holds plain PyTorch weights, with readable source beside it. alexstudio is not needed to load it.</source>
        <translation>文件中是普通的 PyTorch 权重，并附可读的源代码。加载时不需要 alexstudio。</translation>
    </message>
    <message>
        <source>Find everything</source>
        <translation>找到一切</translation>
    </message>
    <message>
        <source>{gallery} opens other networks, {commands} finds every command, {shortcuts} shows all shortcuts. This tour is in Help.</source>
        <translation>{gallery} 打开其他网络，{commands} 查找所有命令，{shortcuts} 显示所有快捷键。本导览在“帮助”菜单中。</translation>
    </message>
</context>
<context>
    <name>TowerVerbs</name>
    <message>
        <source>Computing the network in several ways; AlexNet takes half a minute…</source>
        <translation>正在以几种方式计算网络；AlexNet 约需半分钟…</translation>
    </message>
    <message>
        <source>Merged into one column since this was written:</source>
        <translation>以下说明写成之后，已合并为单列：</translation>
    </message>
    <message>
        <source>Split into two towers since this was written:</source>
        <translation>以下说明写成之后，已拆分为双塔：</translation>
    </message>
    <message>
        <source>The network cannot run: {problem}</source>
        <translation>网络无法运行：{problem}</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>not trained: fresh weights</source>
        <translation>未训练：初始权重</translation>
    </message>
    <message>
        <source>trained for {steps} steps</source>
        <translation>已训练 {steps} 步</translation>
    </message>
    <message>
        <source>Wrote {file} ({size}, {trained}).</source>
        <translation>已写入 {file}（{size}，{trained}）。</translation>
    </message>
    <message>
        <source>From step {step} on the learning rate is {rate}.</source>
        <translation>从第 {step} 步起学习率为 {rate}。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is written.</source>
        <translation>已写入第 {step} 步的检查点。</translation>
    </message>
    <message numerus="yes">
        <source>The network can run. %n remarks stand below.</source>
        <translation>
            <numerusform>网络可以运行。下方有 %n 条提示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training cannot start: {problem} (%n more below)</source>
        <translation>
            <numerusform>无法开始训练：{problem}（下方另有 %n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>Validation top-1 error {error}.</source>
        <translation>验证 top-1 错误率 {error}。</translation>
    </message>
    <message>
        <source>Wrote {file} ({size}).</source>
        <translation>已写入 {file}（{size}）。</translation>
    </message>
    <message>
        <source>Wrote {file} ({size}, {trained}), with {source} beside it.</source>
        <translation>已写入 {file}（{size}，{trained}），并附 {source}。</translation>
    </message>
    <message>
        <source>weights of {file}</source>
        <translation>{file} 的权重</translation>
    </message>
    <message>
        <source>Training stopped after {steps} steps.</source>
        <translation>训练在 {steps} 步后停止。</translation>
    </message>
    <message>
        <source>Training finished after {steps} steps.</source>
        <translation>训练完成，共 {steps} 步。</translation>
    </message>
    <message>
        <source>The training of {document} stopped after {steps} steps.</source>
        <translation>{document} 的训练在 {steps} 步后停止。</translation>
    </message>
    <message>
        <source>The training of {document} finished after {steps} steps.</source>
        <translation>{document} 的训练完成，共 {steps} 步。</translation>
    </message>
    <message>
        <source>Best validation top-5 error {error}.</source>
        <translation>最佳验证 top-5 错误率 {error}。</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Top-5 error</source>
        <translation>Top-5 错误率</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>可以训练</translation>
    </message>
    <message>
        <source>The engine is warm.</source>
        <translation>引擎已就绪。</translation>
    </message>
    <message>
        <source>The engine is warming up…</source>
        <translation>引擎正在预热…</translation>
    </message>
    <message>
        <source>The engine is starting…</source>
        <translation>引擎正在启动…</translation>
    </message>
    <message>
        <source>In training: {document}</source>
        <translation>正在训练：{document}</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Compiling the network and opening the data</source>
        <translation>正在编译网络并打开数据</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}, step {step} of {steps}</source>
        <translation>第 {epoch}/{epochs} 轮，第 {step}/{steps} 步</translation>
    </message>
    <message>
        <source>Stopped after {steps} steps</source>
        <translation>已停止，共 {steps} 步</translation>
    </message>
    <message>
        <source>Finished after {steps} steps</source>
        <translation>已完成，共 {steps} 步</translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>总用时 {time}</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, as if it had never been stopped</source>
        <translation>从最后的检查点继续，如同从未停止</translation>
    </message>
    <message>
        <source>Held after this step; nothing is lost</source>
        <translation>完成此步后暂停；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Stopping: the checkpoint is being written…</source>
        <translation>正在停止：正在写入检查点…</translation>
    </message>
    <message>
        <source>Top-1 error of the last batch</source>
        <translation>最近一批的 top-1 错误率</translation>
    </message>
    <message>
        <source>Validation top-1 error</source>
        <translation>验证 top-1 错误率</translation>
    </message>
    <message>
        <source>measuring speed</source>
        <translation>正在测速</translation>
    </message>
    <message>
        <source>{number} images/s</source>
        <translation>{number} 张/秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>run {name}</source>
        <translation>运行 {name}</translation>
    </message>
    <message>
        <source>Validation top-5 error</source>
        <translation>验证 top-5 错误率</translation>
    </message>
    <message>
        <source>top-1 error {error}</source>
        <translation>Top-1 错误率 {error}</translation>
    </message>
    <message>
        <source>Top-5 error of the last batch</source>
        <translation>最近一批的 top-5 错误率</translation>
    </message>
</context>
<context>
    <name>Types</name>
    <message>
        <source>Abs</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>AbsTanh</source>
        <translation>绝对双曲正切</translation>
    </message>
    <message>
        <source>AdaptiveAvgPool2d</source>
        <translation>自适应平均池化</translation>
    </message>
    <message>
        <source>AdaptiveMaxPool2d</source>
        <translation>自适应最大池化</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加 残差</translation>
    </message>
    <message>
        <source>AuxiliaryLoss</source>
        <translation>辅助损失</translation>
    </message>
    <message>
        <source>AvgPool2d</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>BatchNorm2d</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>BoundedReLU</source>
        <translation>有界 ReLU</translation>
    </message>
    <message>
        <source>ChannelAffine</source>
        <translation>通道仿射</translation>
    </message>
    <message>
        <source>ChannelShuffle</source>
        <translation>通道混洗</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>通道等分</translation>
    </message>
    <message>
        <source>Concat</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>ContrastNorm</source>
        <translation>对比度归一化</translation>
    </message>
    <message>
        <source>Conv2d</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>ConvTranspose2d</source>
        <translation>转置卷积 反卷积</translation>
    </message>
    <message>
        <source>DoubleReLU</source>
        <translation>双侧 ReLU</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>丢弃 随机失活</translation>
    </message>
    <message>
        <source>Dropout2d</source>
        <translation>特征图丢弃</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>指数线性单元</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>高斯误差线性单元</translation>
    </message>
    <message>
        <source>GaussianBlur</source>
        <translation>高斯模糊</translation>
    </message>
    <message>
        <source>GlobalAvgPool</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <source>GroupNorm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <source>Hardsigmoid</source>
        <translation>硬 S 形函数</translation>
    </message>
    <message>
        <source>Hardswish</source>
        <translation>硬 Swish</translation>
    </message>
    <message>
        <source>Hardtanh</source>
        <translation>硬双曲正切</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>InstanceNorm2d</source>
        <translation>实例归一化</translation>
    </message>
    <message>
        <source>LayerNorm2d</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>LayerScale</source>
        <translation>层缩放</translation>
    </message>
    <message>
        <source>LeakyReLU</source>
        <translation>带泄漏 ReLU</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>全连接 线性</translation>
    </message>
    <message>
        <source>LinearNeuron</source>
        <translation>线性神经元</translation>
    </message>
    <message>
        <source>LocalResponseNorm</source>
        <translation>局部响应归一化</translation>
    </message>
    <message>
        <source>LocallyConnected2d</source>
        <translation>局部连接</translation>
    </message>
    <message>
        <source>LogNeuron</source>
        <translation>对数神经元</translation>
    </message>
    <message>
        <source>LogSoftmax</source>
        <translation>对数 Softmax</translation>
    </message>
    <message>
        <source>MaxPool2d</source>
        <translation>最大池化</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>逐元素最大值</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>逐元素相乘</translation>
    </message>
    <message>
        <source>Nailbed</source>
        <translation>钉床采样</translation>
    </message>
    <message>
        <source>NoisyReLU</source>
        <translation>带噪声 ReLU</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>修正线性单元</translation>
    </message>
    <message>
        <source>ReLU6</source>
        <translation>有界修正线性单元</translation>
    </message>
    <message>
        <source>SameMapNorm</source>
        <translation>同图归一化</translation>
    </message>
    <message>
        <source>ScaledTanh</source>
        <translation>缩放双曲正切</translation>
    </message>
    <message>
        <source>SelectChannels</source>
        <translation>选择通道</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>S 形线性单元</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>S 形函数</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>归一化指数</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>软加</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>通道拆分</translation>
    </message>
    <message>
        <source>Sqrt</source>
        <translation>平方根</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>平方</translation>
    </message>
    <message>
        <source>StochasticDepth</source>
        <translation>随机深度</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>双曲正切</translation>
    </message>
    <message>
        <source>Unflatten</source>
        <translation>反展平</translation>
    </message>
    <message>
        <source>Upsample</source>
        <translation>上采样</translation>
    </message>
    <message>
        <source>ZeroPad2d</source>
        <translation>零填充</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Move bend</source>
        <translation>移动拐点</translation>
    </message>
    <message>
        <source>Bend wire</source>
        <translation>弯折连线</translation>
    </message>
    <message>
        <source>Resize comment</source>
        <translation>调整注释大小</translation>
    </message>
    <message>
        <source>Move comment</source>
        <translation>移动注释</translation>
    </message>
    <message>
        <source>Cut {what}</source>
        <translation>切断{what}</translation>
    </message>
    <message>
        <source>Disconnect {what}</source>
        <translation>断开 {what}</translation>
    </message>
    <message>
        <source>Disconnect what {what} feeds</source>
        <translation>断开 {what} 的输出</translation>
    </message>
    <message>
        <source>Rename {what}</source>
        <translation>重命名 {what}</translation>
    </message>
    <message>
        <source>Change a comment</source>
        <translation>修改注释</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>移动 {what}</translation>
    </message>
    <message>
        <source>Delete {what}</source>
        <translation>删除 {what}</translation>
    </message>
    <message>
        <source>Move wire from {source} to {target}</source>
        <translation>将连线从 {source} 移到 {target}</translation>
    </message>
    <message>
        <source>Move {what} from {source} to {target}</source>
        <translation>将{what}从 {source} 移到 {target}</translation>
    </message>
    <message>
        <source>Insert {what} between {source} and {target}</source>
        <translation>在 {source} 与 {target} 之间插入 {what}</translation>
    </message>
    <message>
        <source>Add {what} before {target}</source>
        <translation>在 {target} 之前添加 {what}</translation>
    </message>
    <message>
        <source>Train with batch {number}</source>
        <translation>以批大小 {number} 训练</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>底端对齐</translation>
    </message>
    <message numerus="yes">
        <source>%n wires</source>
        <translation>
            <numerusform>%n 条连线</numerusform>
        </translation>
    </message>
    <message>
        <source>Align centres in a column</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Align centres in a row</source>
        <translation>水平居中对齐</translation>
    </message>
    <message numerus="yes">
        <source>Balance over %n devices</source>
        <translation>
            <numerusform>在 %n 个设备间均衡</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n bends</source>
        <translation>
            <numerusform>删除 %n 个拐点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n comments</source>
        <translation>
            <numerusform>删除 %n 个注释</numerusform>
        </translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>水平等距分布</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>垂直等距分布</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>导入权重</translation>
    </message>
    <message>
        <source>Let {device} run where it is best</source>
        <translation>让 {device} 自动选择运行位置</translation>
    </message>
    <message>
        <source>Merge the towers</source>
        <translation>合并双塔</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Run {device} on {place}</source>
        <translation>让 {device} 运行于 {place}</translation>
    </message>
    <message>
        <source>Run {what} on this machine</source>
        <translation>让 {what} 在本机运行</translation>
    </message>
    <message>
        <source>Split into two towers</source>
        <translation>拆分为双塔</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Keep view {number}</source>
        <translation>保存视图 {number}</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>拖放</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Set {param} of {what}</source>
        <translation>设置 {what} 的{param}</translation>
    </message>
    <message>
        <source>Note on {what}</source>
        <translation>{what} 的备注</translation>
    </message>
    <message>
        <source>Bypass {what}</source>
        <translation>旁路 {what}</translation>
    </message>
    <message>
        <source>Use {what} again</source>
        <translation>恢复使用 {what}</translation>
    </message>
    <message>
        <source>Set {param}</source>
        <translation>设置{param}</translation>
    </message>
    <message>
        <source>Use the recipe {recipe}</source>
        <translation>使用训练配方 {recipe}</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Put {what} on {device}</source>
        <translation>将 {what} 放到 {device}</translation>
    </message>
    <message>
        <source>Tidy {what}</source>
        <translation>整理 {what}</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>整理布局</translation>
    </message>
    <message>
        <source>Delete wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Connect {source} to {target}</source>
        <translation>连接 {source} 到 {target}</translation>
    </message>
    <message>
        <source>Delete {what} and reconnect</source>
        <translation>删除 {what} 并重新连接</translation>
    </message>
    <message>
        <source>Connect {what}</source>
        <translation>连接 {what}</translation>
    </message>
    <message>
        <source>Add {what} after {source}</source>
        <translation>在 {source} 之后添加 {what}</translation>
    </message>
    <message>
        <source>Add {what}</source>
        <translation>添加 {what}</translation>
    </message>
    <message>
        <source>Group {what}</source>
        <translation>组合 {what}</translation>
    </message>
    <message>
        <source>Ungroup {what}</source>
        <translation>取消组合 {what}</translation>
    </message>
    <message>
        <source>Fold {what}</source>
        <translation>折叠 {what}</translation>
    </message>
    <message>
        <source>Fold all stages</source>
        <translation>折叠所有阶段</translation>
    </message>
    <message>
        <source>Open all blocks</source>
        <translation>展开所有块</translation>
    </message>
    <message>
        <source>Repeat {what} {times}×</source>
        <translation>重复 {what} {times} 次</translation>
    </message>
    <message>
        <source>Add a comment</source>
        <translation>添加注释</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>In torch: {reference}</source>
        <translation>在 torch 中：{reference}</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>at least {low}, at most {high}</source>
        <translation>最小 {low}，最大 {high}</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>最小 {low}</translation>
    </message>
    <message>
        <source>default {value}</source>
        <translation>默认 {value}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message numerus="yes">
        <source>{kinds} and %n more types</source>
        <translation>
            <numerusform>{kinds} 及另外 %n 种</numerusform>
        </translation>
    </message>
    <message>
        <source>{param} must be a whole number or a sum such as 224/4, not “{text}”.</source>
        <translation>{param}必须是整数或 224/4 这样的算式，而不是“{text}”。</translation>
    </message>
    <message>
        <source>{param} must be a number or a sum such as 224/4, not “{text}”.</source>
        <translation>{param}必须是数或 224/4 这样的算式，而不是“{text}”。</translation>
    </message>
    <message>
        <source>{param} must be a whole number, but {text} is {value}.</source>
        <translation>{param}必须是整数，但 {text} 等于 {value}。</translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <source>The network can run, and nothing speaks against it.</source>
        <translation>网络可以运行，没有任何问题。</translation>
    </message>
    <message>
        <source>Training cannot start: {problem}</source>
        <translation>无法开始训练：{problem}</translation>
    </message>
    <message>
        <source>The network cannot be exported: {problem}</source>
        <translation>无法导出网络：{problem}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Picture of the graph</source>
        <translation>计算图图片</translation>
    </message>
    <message>
        <source>Block figure</source>
        <translation>结构示意图</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy snippet</source>
        <translation>复制代码片段</translation>
    </message>
    <message>
        <source>Export block figure</source>
        <translation>导出结构示意图</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>About alexstudio</source>
        <translation>关于 alexstudio</translation>
    </message>
    <message>
        <source>alexstudio {version}

A desktop instrument for convolutional networks.
Numbers after Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012.

MIT licence. Qt is used under the LGPL.</source>
        <translation>alexstudio {version}

卷积网络的桌面工具。
数值依据 Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012.

MIT 许可证。Qt 依 LGPL 使用。</translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message>
        <source>Nothing is written in {folder} yet. It is shown as soon as there is something.</source>
        <translation>{folder} 中还没有内容。一有内容便会显示。</translation>
    </message>
    <message>
        <source>Nothing was written in {folder} for {minutes} minutes. Does that training still run?</source>
        <translation>{folder} 已有 {minutes} 分钟没有写入。那个训练还在运行吗？</translation>
    </message>
    <message>
        <source>The training in {folder} has ended after {steps} steps.</source>
        <translation>{folder} 中的训练在 {steps} 步后结束。</translation>
    </message>
</context>
<context>
    <name>_Callout</name>
    <message>
        <source>Skip the tour</source>
        <translation>跳过导览</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part} / {whole}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show beside {name} what was added, removed and changed</source>
        <translation>与 {name} 并列显示添加、移除和更改之处</translation>
    </message>
    <message>
        <source>Top-5 error {error}</source>
        <translation>Top-5 错误率 {error}</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改动之处</translation>
    </message>
</context>
<context>
    <name>_Details</name>
    <message>
        <source>On the command line: {name}</source>
        <translation>命令行中：{name}</translation>
    </message>
</context>
</TS>

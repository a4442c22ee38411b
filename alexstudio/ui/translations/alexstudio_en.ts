<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BalanceDialog</name>
    <message numerus="yes">
        <source>%n layers change their device. The figures are predictions.</source>
        <translation>
            <numerusform>%n layer changes its device. The figures are predictions.</numerusform>
            <numerusform>%n layers change their device. The figures are predictions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>keep the %n selected layers where they are</source>
        <translation>
            <numerusform>keep the selected layer where it is</numerusform>
            <numerusform>keep the %n selected layers where they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message numerus="yes">
        <source>%n blocks</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select at least %n layers first.</source>
        <translation>
            <numerusform>Select at least %n layer first.</numerusform>
            <numerusform>Select at least %n layers first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>crosses at %n places, {step} a step of {batch}</source>
        <translation>
            <numerusform>crosses at %n place, {step} a step of {batch}</numerusform>
            <numerusform>crosses at %n places, {step} a step of {batch}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message numerus="yes">
        <source>%n documents have changes that are not saved:</source>
        <translation>
            <numerusform>%n document has changes that are not saved:</numerusform>
            <numerusform>%n documents have changes that are not saved:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents were opened.</source>
        <translation>
            <numerusform>%n document was opened.</numerusform>
            <numerusform>%n documents were opened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents with unsaved changes from the last time were restored.</source>
        <translation>
            <numerusform>%n document with unsaved changes from the last time was restored.</numerusform>
            <numerusform>%n documents with unsaved changes from the last time were restored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{fault} (and %n more could not be opened)</source>
        <translation>
            <numerusform>{fault} (and %n more could not be opened)</numerusform>
            <numerusform>{fault} (and %n more could not be opened)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message numerus="yes">
        <source>Copied %n rows</source>
        <translation>
            <numerusform>Copied %n row</numerusform>
            <numerusform>Copied %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n rows as {form}</source>
        <translation>
            <numerusform>Copied %n row as {form}</numerusform>
            <numerusform>Copied %n rows as {form}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plugins</name>
    <message numerus="yes">
        <source>{files} and %n more</source>
        <translation>
            <numerusform>{files} and %n more</numerusform>
            <numerusform>{files} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message numerus="yes">
        <source>%n rules</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message numerus="yes">
        <source>The network can run. %n remarks stand below.</source>
        <translation>
            <numerusform>The network can run. %n remark stands below.</numerusform>
            <numerusform>The network can run. %n remarks stand below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training cannot start: {problem} (%n more below)</source>
        <translation>
            <numerusform>Training cannot start: {problem} (%n more below)</numerusform>
            <numerusform>Training cannot start: {problem} (%n more below)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wires</source>
        <translation>
            <numerusform>wire</numerusform>
            <numerusform>%n wires</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Balance over %n devices</source>
        <translation>
            <numerusform>Balance over %n device</numerusform>
            <numerusform>Balance over %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n bends</source>
        <translation>
            <numerusform>Delete bend</numerusform>
            <numerusform>Delete %n bends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n comments</source>
        <translation>
            <numerusform>Delete comment</numerusform>
            <numerusform>Delete %n comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message numerus="yes">
        <source>{kinds} and %n more types</source>
        <translation>
            <numerusform>{kinds} and %n more type</numerusform>
            <numerusform>{kinds} and %n more types</numerusform>
        </translation>
    </message>
</context>
</TS>

SELECT ScriptName FROM SchemaVersion ORDER BY ScriptName;

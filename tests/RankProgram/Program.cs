// RankProgram messages: ranks send each other messages of many lengths. Each prints "right" at the end.

using RnnTrainer.Tests.Ranks;

Dictionary<string, Action> programs = new()
{
    ["messages"] = Messages.Run,
};
programs[args[0]]();

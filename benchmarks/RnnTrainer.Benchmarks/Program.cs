using System.CommandLine;
using System.CommandLine.Invocation;
using RnnTrainer.Benchmarks;

ParseResult parsed = new RootCommand("Measures RnnTrainer beside its peers, and writes the tables of docs/benchmarks.md.")
{
    new TrainingCommand(),
    new ReadingCommand(),
    new ScoringCommand(),
    new ConsoleCommand(),
    new BuildsCommand(),
    new DeploymentCommand(),
    new LevelsCommand(),
    new TutorialCommand(),
    new CellsCommand(),
    new LadderCommand(),
    new ChooseCommand(),
    new RaggedCommand(),
    new CmapssCommand(),
    new AtisCommand(),
    new SmsCommand(),
    new UcrCommand(),
    new M4Command(),
    new AirlineCommand(),
    new GrowthCommand(),
    new SpillCommand(),
    new StreamsCommand(),
    new RanksCommand(),
    new SummaryCommand(),
    new LevelRunCommand(),
    new GrowthRunCommand(),
    new SpillRunCommand(),
    new RanksRunCommand(),
    new TorchProgramCommand(),
}.Parse(args);
if (parsed.Action is ParseErrorAction mistake)
    mistake.ShowHelp = false; // all commands, where one is misspelt
return parsed.Invoke();

using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What is wrong with a file or with what is said of it is said in one line, before anything is trained.</summary>
[TestClass]
public sealed class OwnFileErrorTests
{
    private static readonly OwnFiles Files = new();

    [ClassCleanup]
    public static void Delete() => Files.Dispose();

    [TestMethod]
    [DataRow(2, "Use --label to name the column to predict: 'F' has machine, time, pressure, current, operator, wear, state.")]
    [DataRow(2, "'F' has no column 'stat'. Its columns are machine, time, pressure, current, operator, wear, state.", "--label", "stat")]
    [DataRow(2, "'F' has no column 'presure'. Its columns are machine,", "--label", "state", "--features", "presure")]
    [DataRow(2, "--label, --sequence, --time, --text and --features must be different columns, but two of them are 'state'.",
        "--label", "state", "--sequence", "state")]
    [DataRow(2, "'F' has text in operator. Use --features to name the columns of numbers, or --text to read text.",
        "--label", "state", "--sequence", "machine", "--time", "time")]
    [DataRow(2, "--time also needs --sequence, the column with the sequence that a row belongs to.",
        "--label", "state", "--time", "time", "--features", "pressure")]
    [DataRow(2, "--task must be one of multiclass, binary, regression, quantiles, tags, but is 'guess'.", "--task", "guess")]
    [DataRow(2, "--levels must be ascending numbers between 0 and 1, such as 0.1,0.5,0.9, but are '0.9,0.1'.", "--levels", "0.9,0.1")]
    [DataRow(2, "--levels needs --task quantiles, but --task is binary. Remove one of them.",
        "--label", "state", "--task", "binary", "--levels", "0.5")]
    [DataRow(3, "Line 2 of 'F': the label is 'sound', neither yes, true or 1 nor no, false or 0. Use --positive to name the label that",
        "--label", "state", "--task", "binary", "--features", "pressure")]
    [DataRow(3, "Line 2 of 'F': the label is 'sound', which is not a number.",
        "--label", "state", "--task", "regression", "--features", "pressure")]
    [DataRow(3, "of 'F' has 1 step, but 2 labels. Tags need one per step. For one per sequence, use another --task.",
        "--label", "two", "--task", "tags", "--text", "one")]
    [DataRow(2, "--data applies to images, but the data are a file of your own. Remove it.", "--label", "state", "--data", ".")]
    public void TrainRefuses(int code, string message, params string[] options)
    {
        string file = options.Contains("two") ? Files.Write("two.csv", ["one,two", .. Enumerable.Repeat("word,A B", 5)]) : Files.Long;
        AssertRefused(code, message.Replace("'F'", $"'{file}'", StringComparison.Ordinal),
            Run(["train", file, .. options, "--model", Files.PathOf("none.zip")]));
        Assert.IsFalse(File.Exists(Files.PathOf("none.zip")));
    }

    [TestMethod]
    [DataRow("machine,time,x,state\nA,1,1,u\nA,1,2,u\n", "Line 3 of 'F': 'time' of 'A' is the same as in line 2. Remove one of the rows.")]
    [DataRow("machine,time,x,state\nA,1,1,u\n,2,2,u\n", "Line 3 of 'F': 'machine' is empty. Fill it in, or remove the row.")]
    [DataRow("machine,time,x,state\nA,1,1,u\nA,2,b,u\n", "Line 3 of 'F': 'x' is 'b', which is not a number.")]
    [DataRow("machine,time,x,state\nA,1,1,u\nB,2,2,v\n",
        "'F' has 2 sequences, too few to hold out a fifth. Use --test to name another file to test on.")]
    [DataRow("machine,time,x,state\nA,1,1,\nB,2,2,\n", "'F' has no sequence with a label in 'state'.")]
    public void AFileIsRefusedByItsLine(string content, string message)
    {
        string file = Files.PathOf($"{Guid.NewGuid():N}.csv");
        File.WriteAllText(file, content);
        string[] columns = ["--sequence", "machine", "--time", "time", "--label", "state"];
        AssertRefused(3, message.Replace("'F'", $"'{file}'", StringComparison.Ordinal), Run(["train", file, .. columns]));
    }

    [TestMethod]
    public void AModelSaysWhatItWants()
    {
        string model = Files.PathOf("wide.zip");
        string[] quick = ["--epochs", "1", "--min-steps", "none", "--hidden-size", "4"];
        Run(["train", Files.Wide, "--label", "state", "--decimal-comma", .. quick, "--model", model]).Succeeded();
        AssertRefused(2, $"'{Files.Long}' has no column '1'. Its columns are machine,", Run("predict", model, Files.Long));
        string row = $"broken{string.Concat(Enumerable.Repeat(";1", OwnFiles.Steps))}";
        string other = Files.Write("other.csv", [File.ReadLines(Files.Wide).First(), row]);
        AssertRefused(3,
            $"'{other}' has labels unknown to the model: broken. It knows sound, worn.", Run("evaluate", model, other));
        AssertRefused(2, "--data applies to images, but the data are a file of your own.", Run("evaluate", model, "--data", "."));
        AssertRefused(2, "Nothing to predict: name files, or use --idx.", Run("predict", model));
        AssertRefused(2, "--data applies to images, but the data are a file of your own.", Run("report", model, "--data", "."));
    }
}

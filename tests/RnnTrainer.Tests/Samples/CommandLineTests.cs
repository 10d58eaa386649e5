using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What people type without looking it up.</summary>
[TestClass]
public sealed class CommandLineTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow("Unrecognized command or argument 'trian'. Did you mean 'train'?", "trian")]
    [DataRow("Did you mean '--hidden-size'?", "train", "--hiden-size", "5")]
    [DataRow("Did you mean '--learning-rate'?", "--learning_rate=0.1")]
    [DataRow("Did you mean '--verbose'?", "evaluate", "m.zip", "--verbos")]
    [DataRow("Did you mean 'write'?", "images", "wirte")]
    [DataRow("Unrecognized command or argument '--colour'. See", "train", "--colour")]
    public void AMistypedNameIsAnsweredByTheNearest(string message, params string[] arguments) => AssertRefused(2, message, Run(arguments));

    [TestMethod]
    public void HelpIsAWordToo()
    {
        Assert.AreEqual(Run("--help").Succeeded().Output, Run("help").Succeeded().Output);
        Assert.AreEqual(Run("predict", "--help").Succeeded().Output, Run("help", "predict").Succeeded().Output);
    }

    [TestMethod]
    public void ACommandOfCommandsListsThem()
    {
        ChildProcess child = Run("images").Succeeded();
        foreach (string command in (string[])["write <folder>", "read <folder>"])
            Assert.ContainsSingle(line => line.StartsWith(command, StringComparison.Ordinal), child.Lines);
    }

    /// <summary>Switches and values as the model's record shows them, whatever way they were typed.</summary>
    [TestMethod]
    public void SwitchesNeedNoValueAndValuesAreReadWithoutRegardToCase()
    {
        string model = Folder.PathOf("model.zip");
        string[] options =
        [
            "--bidirectional", "--cell", "GRU", "--pooling", "Last+MAX", "--shuffle", "False", "--dropout", "10%", "--validation", "12.5%",
            "--early-stopping", "--optimizer", "SGD:momentum=0.5:Nesterov", "--class-weights", "NONE",
        ];
        string[] small = ["--hidden-size", "1", "--epochs", "1", "--batch-size", "6000", "--model", model];
        ChildProcess child = Run(["train", .. options, .. small]).Succeeded();
        Assert.Contains("1 GRU unit in both directions", child.Lines[0]);
        System.Text.Json.JsonElement settings = RecordIn(model).GetProperty("settings");
        (string Name, string Value)[] expected =
        [
            ("bidirectional", "true"), ("cell", "gru"), ("pooling", "last+max"), ("shuffle", "false"),
            ("dropout", "0.1"), ("validation", "0.125"), ("early-stopping", "on"), ("optimizer", "sgd:momentum=0.5:nesterov=true"),
            ("class-weights", "none"),
        ];
        foreach ((string name, string value) in expected)
            Assert.AreEqual(value, settings.GetProperty(name).GetString(), name);
    }

    [TestMethod]
    public void OneStepIsNotSeveral()
    {
        string[] one = ["--steps", "1", "--batch-size", "1", "--hidden-size", "2", "--model", Folder.PathOf("one.zip")];
        Assert.Contains("1 step of 1 digit, seed 1.", Run(one).Succeeded().Output);
    }

    [TestMethod]
    [DataRow("--dropout must be a number from 0 to below 1, such as 0.1 or 10%, but is '100%'.", "--dropout", "100%")]
    [DataRow("--dropout must be a number from 0 to below 1, such as 0.1 or 10%, but is 'x%'.", "--dropout", "x%")]
    [DataRow("--learning-rate must be a number above 0, but is '10%'.", "--learning-rate", "10%")]
    [DataRow("--cell must be rnn, lstm or gru, but is 'RMM'.", "--cell", "RMM")]
    public void AValueThatIsNoneIsShownAsItWasTyped(string message, params string[] arguments) =>
        AssertRefused(2, message, Run(["train", .. arguments, "--model", Folder.PathOf("none.zip")]));

    /// <summary>Every picture in it and in the folders below, in the order of their paths; what is hidden is left out.</summary>
    [TestMethod]
    public void AFolderStandsForItsImages()
    {
        string images = Folder.PathOf("images");
        foreach (string path in (string[])["9/00007.png", "0/00003.png"])
            Folder.Write(Path.Combine("images", path), File.ReadAllBytes(Repository.PathOf("data", "images", path)));
        Folder.Write("images/0/._00003.png", "not an image");
        Folder.Write("images/notes.txt", "not an image either");
        ChildProcess child = Run("predict", SampleModel.File, images).Succeeded();
        string[] expected = [Path.Combine(images, "0", "00003.png"), Path.Combine(images, "9", "00007.png")];
        CollectionAssert.AreEqual(expected, child.Lines.Select(line => line.Split(": ")[0]).ToArray());

        string empty = Directory.CreateDirectory(Folder.PathOf("empty")).FullName;
        AssertRefused(3, $"The folder '{empty}' has no image files.", Run("predict", SampleModel.File, empty));
    }
}

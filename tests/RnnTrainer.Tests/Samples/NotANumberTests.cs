using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>A network whose outputs are too large for a float, so that their softmax is no number, in what other programs read.</summary>
[TestClass]
public sealed class NotANumberTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Model = Folder.PathOf("model.zip");

    [ClassInitialize]
    public static void Save(TestContext _)
    {
        const int units = 28, classes = 10;
        float[,] kernel = new float[28, units], dense = new float[units, classes];
        for (int unit = 0; unit < units; unit++)
        {
            kernel[unit, unit] = 1;
            for (int one = 0; one < classes; one++)
                dense[unit, one] = float.MaxValue;
        }
        MLContext ml = new();
        IDataView digits = ml.Data.LoadFromIdx(Mnist.File("t10k-images-idx3-ubyte.gz"), Mnist.File("t10k-labels-idx1-ubyte.gz"));
        RnnTransformer network = RnnTransformer.FromKeras(ml, [new(kernel, new float[units, units])], dense, null, new()
        {
            TimeSteps = 28,
            Pooling = RnnPooling.Max,
            Labels = [.. Enumerable.Range(0, classes).Select(digit => (byte)digit)],
        });
        ITransformer preparation = Mnist.Scaled(ml).Fit(digits);
        ml.Model.Save(new TransformerChain<ITransformer>(preparation, network), digits.Schema, Model);
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void ProbabilitiesAreNull()
    {
        ChildProcess child = Run("predict", Model, "--idx", "0", "--json").Succeeded();
        JsonElement image = JsonDocument.Parse(child.Lines.Single()).RootElement;
        Assert.HasCount(3, image.GetProperty("predictions").EnumerateArray());
        foreach (JsonElement one in image.GetProperty("predictions").EnumerateArray())
            Assert.AreEqual(JsonValueKind.Null, one.GetProperty("probability").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, image.GetProperty("path").ValueKind);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public async Task AFaultOfTheServerIsOneLineUnlessItIsVerbose()
    {
        Assert.HasCount(1, await ErrorsOf());
        Assert.IsGreaterThan(2, (await ErrorsOf("--verbose")).Length);

        static async Task<string[]> ErrorsOf(params string[] arguments)
        {
            using ServedModel served = new(Model, arguments);
            string stroke = string.Join(',', Enumerable.Range(0, 28 * 28)
                .Select(place => place % 28 is 13 or 14 && place / 28 is > 5 and < 22 ? 255 : 0));
            (int status, _, _) = await served.Post($$"""{"pixels": [{{stroke}}], "width": 28, "height": 28}""");
            Assert.AreEqual(500, status);
            served.Signal("TERM");
            return served.WaitForExit().Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
